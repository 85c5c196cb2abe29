// What a browser fetches from the server lies beside the modules here: node itself fetches no files.
import { readFile } from "node:fs/promises";

const byHttp = globalThis.fetch;

/** @type {typeof fetch} */
globalThis.fetch = async (address, options) => {
  const isFile = address instanceof URL && address.protocol === "file:";
  return isFile ? new Response(await readFile(address)) : byHttp(address, options);
};
