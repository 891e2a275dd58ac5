// Shows what only a browser with passkeys can use. The page says it hidden, so nobody else meets a dead button.

export function start(element) {
  element.hidden = !("PublicKeyCredential" in window);
}
