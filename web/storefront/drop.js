// Files dropped on the page, or chosen, open in a viewer.

/** `open` is called with a list of files; `input` may be null. */
export function acceptFiles(input, open) {
  const { documentElement: root } = document;
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    root.classList.add('dropping');
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) root.classList.remove('dropping');
  });
  addEventListener('drop', (event) => {
    root.classList.remove('dropping');
    if (!hasFiles(event)) return;
    event.preventDefault();
    open([...event.dataTransfer.files]);
  });
  input?.addEventListener('change', () => {
    open([...input.files]);
    input.value = '';
  });
}
