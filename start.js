// Starts the program that the build names in <meta name="program">, and before it the workers that it will want.
// A file of its own, because the content security policy allows no inline script.

// As many as src/worker/settings.rs says, where a test compares both. They load while the program does, which takes them over in
// src/worker/port.rs; what they said until then is noted on them.
globalThis.workersAhead = [];
try {
  const processors = navigator.hardwareConcurrency || 2;
  for (let lane = 0; lane < Math.min(processors, 8); lane += 1) {
    const worker = new Worker("worker_loader.js", { type: "module" });
    worker.onmessage = () => (worker.isReady = true);
    worker.onerror = () => (worker.isBroken = true);
    workersAhead.push(worker);
  }
} catch {
  // The program tries again, and says so if there are none.
}

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
