// The real binary on a port and data of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { app, binary, programEnvironment, root } from "./paths.ts";
import { drawSample, sampleData } from "./sample.ts";

const READY_WITHIN = 20_000;

/** A server that a test may stop, kill and start again: address and data stay. */
export class Server {
  private process: ChildProcess | null = null;
  private printed = "";

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** A running server with a copy of the sample program, or with one that stands as it stood so many days ago. */
  static async withSampleProgram(daysAgo = 0): Promise<Server> {
    const folder = mkdtempSync(path.join(tmpdir(), "entente-server-"));
    const server = new Server(folder, await freePort());
    if (daysAgo > 0) drawSample(server.data, new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10));
    else cpSync(sampleData(), server.data, { recursive: true });
    await server.start();
    return server;
  }

  /** The address of the portal, without a slash at the end. */
  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The folder of database, files and mail. */
  get data(): string {
    return path.join(this.folder, "data");
  }

  /** What the server printed so far. */
  get log(): string {
    return this.printed;
  }

  /** Starts it and waits until it is ready; a running one stays as it is. */
  async start(): Promise<void> {
    if (this.process) return;
    const listen = `127.0.0.1:${this.port}`;
    const child = spawn(binary, ["serve", "--listen", listen, "--data", this.data], {
      cwd: root,
      // Two servers on one machine can't both have the port for metrics.
      env: programEnvironment({ ENTENTE_ADMIN_LISTEN: "off", ...(app ? { ENTENTE_APP: app } : {}) }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (this.printed += text));
    }
    const deadline = Date.now() + READY_WITHIN;
    while (!(await this.isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        await this.end("SIGKILL");
        throw new Error(`the server did not become ready. It printed:\n${this.printed}`);
      }
      await wait(50);
    }
  }

  /** Ends it as an operator would, with time to finish what it has begun. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Ends it and takes its data away. */
  async dispose(): Promise<void> {
    await this.end("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.address}/readyz`).catch(() => null);
    return answer?.ok ?? false;
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    const inTime = await Promise.race([exited.then(() => true), wait(10_000, false)]);
    if (!inTime) {
      child.kill("SIGKILL");
      await exited;
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
