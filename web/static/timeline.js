// Drag over the timeline to choose days. A click on a bar is a plain link and needs none of this.
for (const plot of document.querySelectorAll("svg.bars")) {
  const bars = [...plot.querySelectorAll("a[data-since]")];
  let from = -1;
  let to = -1;

  const barAt = (event) => {
    const box = plot.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(Math.max(Math.floor(share * bars.length), 0), bars.length - 1);
  };
  const paint = () => {
    const [low, high] = from < to ? [from, to] : [to, from];
    bars.forEach((bar, number) => bar.classList.toggle("picked", from >= 0 && low <= number && number <= high));
  };

  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !bars.length) return;
    from = to = barAt(event);
  });
  plot.addEventListener("pointermove", (event) => {
    if (from < 0) return;
    if (!plot.hasPointerCapture(event.pointerId)) plot.setPointerCapture(event.pointerId);
    to = barAt(event);
    paint();
  });
  plot.addEventListener("pointerup", () => {
    if (from < 0) return;
    const [low, high] = from < to ? [from, to] : [to, from];
    const dragged = low !== high;
    from = -1;
    paint();
    if (!dragged) {
      if (bars[low].hasAttribute("href")) location.href = bars[low].getAttribute("href");
      return;
    }
    const target = new URL(plot.dataset.pick, location.href);
    target.searchParams.set("since", bars[low].dataset.since);
    target.searchParams.set("until", bars[high].dataset.until);
    location.href = target;
  });
  plot.addEventListener("pointercancel", () => { from = -1; paint(); });
  plot.addEventListener("click", (event) => { if (event.detail) event.preventDefault(); });
  plot.addEventListener("dragstart", (event) => event.preventDefault());
}
