// Shows and hides a password. The button starts hidden: without a script it could do nothing.

export function start(button) {
  const field = document.getElementById(button.dataset.reveal);
  const labels = { password: button.textContent, text: button.dataset.hide };
  button.hidden = false;
  const turn = (type) => {
    field.type = type;
    button.textContent = labels[type];
  };
  button.addEventListener("click", () => turn(field.type === "password" ? "text" : "password"));
  // Sent as a password, so that the browser offers to keep it and not to complete it.
  field.form?.addEventListener("submit", () => turn("password"));
}
