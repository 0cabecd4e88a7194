// Where things stand.
import path from "node:path";

/** The project's root. */
export const root = path.resolve(import.meta.dirname, "../../..");

/** The server's binary, as `cargo xtask build` leaves it. */
export const binary = process.env.ENTENTE_BINARY ?? path.join(root, "target/release/entente");

/** The folder of another build of the app than `dist/`, when one is to be tested. */
export const app = process.env.ENTENTE_APP;

/** The key that tax forms of the programs under test are encrypted with. */
const encryptionKey = Buffer.alloc(32, 7).toString("base64");

/** The environment for a program of ours: variables of the harness are none of its settings, and it refuses those it does not know. */
export function programEnvironment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("ENTENTE_"));
  return { ...Object.fromEntries(others), ENTENTE_ENCRYPTION_KEY: encryptionKey, ...settings };
}
