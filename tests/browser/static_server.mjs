// Serves dist/ the way a static host would: at the root and in a sub-folder, with exactly the
// headers of dist/_headers, so that the journeys run under the real content security policy.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const FOLDER = "/any/folder/";
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

// A rule is a path at the start of a line, then its headers on indented lines.
function parseRules(text) {
  const rules = new Map();
  let headers;
  for (const line of text.split("\n").filter(Boolean)) {
    if (line.startsWith("  ")) {
      const colon = line.indexOf(": ");
      headers[line.slice(2, colon)] = line.slice(colon + 2);
    } else {
      rules.set(line, (headers = {}));
    }
  }
  return rules;
}

function pathInDist(url) {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  return path.startsWith(FOLDER) ? path.slice(FOLDER.length - 1) : path;
}

const rules = parseRules(await readFile(join(DIST, "_headers"), "utf8"));

const server = createServer(async (request, response) => {
  const path = pathInDist(request.url);
  const file = path === "/" ? "/index.html" : path;
  // Only files that the build listed are served, so no request can leave the folder.
  const listed = rules.get(file);
  if (!listed) {
    response.writeHead(404, rules.get("/*")).end("Not found");
    return;
  }
  const body = await readFile(join(DIST, file));
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "Content-Type": type, ...rules.get("/*"), ...listed }).end(body);
});

server.listen(Number(process.env.RATECARD_PORT ?? 4180), "127.0.0.1");
