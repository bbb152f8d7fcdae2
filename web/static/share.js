// Addresses and citations: passed on by the device's own way to share, or copied.
function announcer(button) {
  const label = button.textContent;
  let timer;
  return () => {
    button.textContent = button.dataset.copied;
    clearTimeout(timer);
    timer = setTimeout(() => { button.textContent = label; }, 2000);
  };
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  const url = new URL(button.dataset.address || location.href, location.href).href;
  const copied = announcer(button);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) return await navigator.share({ title: button.dataset.share, url });
    } catch (error) {
      if (error.name === "AbortError") return; // the reader changed her mind
    }
    await navigator.clipboard?.writeText(url);
    copied();
  });
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const copied = announcer(button);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      copied();
    });
  }
}
