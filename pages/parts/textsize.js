/* How large the reader's text is, told to the server: what is drawn there in pixels can be as large. */
export default ({ data, setStateValue, parentElement }) =>
  globalThis.Atlas.watchTextSize(parentElement, (size) => setStateValue("size", size), data);
