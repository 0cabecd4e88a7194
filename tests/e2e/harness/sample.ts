// Makes the sample program once a run; each server gets a copy of it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { binary, programEnvironment, root } from "./paths.ts";

/** People of the sample program; `other_partner_admin` belongs to another partner than the two before, `onboarding_admin` to one on its journey. */
export type Role =
  | "partner_admin"
  | "partner_member"
  | "other_partner_admin"
  | "onboarding_admin"
  | "channel_manager"
  | "channel_manager_2"
  | "finance"
  | "finance_2"
  | "program_admin"
  | "executive";

/** How a sample person signs in. */
export interface SignIn {
  role: Role;
  email: string;
  password: string;
  /** Display name of the person's company; absent for people of the vendor. */
  partner?: string | null;
}

const DEALS = 10_000;
const SIGN_INS = "sign-ins.json";

/** Playwright's global set-up; what it returns runs at the end. */
export default function makeSample(): () => void {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: run \`cargo xtask build\` first`);
  const folder = mkdtempSync(path.join(tmpdir(), "entente-sample-"));
  writeFileSync(path.join(folder, SIGN_INS), drawSample(path.join(folder, "data")));
  process.env.ENTENTE_SAMPLE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Makes the program in a folder, as it stands on the morning of a day, today without one; answers with its sign-ins as printed. */
export function drawSample(data: string, today?: string): string {
  const options = { cwd: root, env: programEnvironment(), encoding: "utf8", maxBuffer: 1 << 26 } as const;
  const run = (...given: string[]) => execFileSync(binary, given, options);
  run("migrate", "--data", data);
  const day = today === undefined ? [] : ["--today", today];
  return run("sample-data", "--data", data, "--deals", String(DEALS), "--seed", "7", ...day, "--json");
}

/** The folder that holds the sample program's data. */
export function sampleData(): string {
  return path.join(sampleFolder(), "data");
}

/** How the sample person of a role signs in. */
export function sampleSignIn(role: Role): SignIn {
  const printed = JSON.parse(readFileSync(path.join(sampleFolder(), SIGN_INS), "utf8")) as { sign_ins: SignIn[] };
  const found = printed.sign_ins.find((signIn) => signIn.role === role);
  if (!found) throw new Error(`the sample program has nobody for ${role}`);
  return found;
}

function sampleFolder(): string {
  const folder = process.env.ENTENTE_SAMPLE;
  if (!folder) throw new Error("the global set-up made no sample program");
  return folder;
}
