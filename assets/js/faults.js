// A form came back: the summary is what the reader hears first.

export function start(summary) {
  summary.focus();
}
