/* What a reader does with a text: a link to a mark opens its card and, where pages can be turned, the arrow keys turn them. */
const ELSEWHERE =
  "input, textarea, select, [contenteditable], [role=slider], [role=radiogroup], [role=combobox], [role=listbox], [role=tablist]";

let listening;

export default function ({ setTriggerValue, data }) {
  listening?.abort();
  const mine = (listening = new AbortController());

  const openNote = (event) => {
    const note = event.target.closest("a[data-mark]");
    if (!note || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("mark", note.dataset.mark);
  };

  const turnPage = (event) => {
    const pages = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const busy = event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    if (pages && !busy && !event.target.closest(ELSEWHERE)) setTriggerValue("pages", pages);
  };

  document.addEventListener("click", openNote, { signal: mine.signal });
  if (data.pages) document.addEventListener("keydown", turnPage, { signal: mine.signal });
  return () => mine.abort();
}
