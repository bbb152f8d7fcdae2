// A calendar beside each box for a day: an extra. Without it the box takes 31-12-2019, 31 दिसंबर 2019 and 2019.
for (const button of document.querySelectorAll("[data-calendar-of]")) {
  const box = document.getElementById(button.dataset.calendarOf);
  const picker = document.createElement("input");
  if (!box || !picker.showPicker) continue;
  picker.type = "date";
  picker.className = "calendar-picker";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  picker.value = box.dataset.day;
  button.after(picker);
  button.hidden = false;
  button.addEventListener("click", () => picker.showPicker());
  picker.addEventListener("change", () => {
    box.value = picker.value.split("-").reverse().join("-");
    box.focus();
  });
}
