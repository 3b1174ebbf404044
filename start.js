// Starts the program that the build names in <meta name="program">.
// A file of its own, because the content security policy allows no inline script.
const [script, wasm] = document
  .querySelector('meta[name="program"]')
  .content.split(" ")
  .map((name) => new URL(name, document.baseURI));

try {
  const program = await import(script);
  await program.default({ module_or_path: wasm });
} catch (error) {
  // The app takes this element away when it starts: if it is still here, nothing was shown yet.
  const start = document.getElementById("start");
  if (start) {
    start.textContent =
      "The simulator could not start. Reload the page; if that does not help, use a current version of Chrome, Edge, Firefox or Safari.";
  }
  throw error;
}
