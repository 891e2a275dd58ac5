// Copies the text of an element and says so in the button for a while.

export function start(button) {
  const label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 4000);
  });
}
