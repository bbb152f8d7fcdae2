// Addresses and citations: passed on by the device's own way to share, or copied.
function said(button, text) {
  const label = button.textContent;
  button.textContent = text;
  setTimeout(() => { button.textContent = label; }, 2000);
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  const url = new URL(button.dataset.address || location.href, location.href).href;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) {
        await navigator.share({ title: button.dataset.share, url });
      } else {
        await navigator.clipboard.writeText(url);
        said(button, button.dataset.copied);
      }
    } catch { /* the reader changed her mind */ }
  });
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      said(button, button.dataset.copied);
    });
  }
}
