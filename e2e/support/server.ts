// A server of its own, for specs that stop it, fill it or need it in a known state.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const START_MS_MAX = 30_000;

export class Server {
  private child: ChildProcess | undefined;
  /** What it wrote so far. */
  said = "";

  private constructor(
    private readonly binary: string,
    private readonly directory: string,
    private readonly port: number,
    private readonly settings: string[],
  ) {}

  /** Serves a new store with demo data in a temporary directory, with further settings. */
  static demo(...settings: string[]): Promise<Server> {
    return Server.make(true, settings);
  }

  /** Serves a new store with nothing in it. */
  static empty(): Promise<Server> {
    return Server.make(false, []);
  }

  private static async make(demo: boolean, settings: string[]): Promise<Server> {
    const binary = process.env.GONGZHI_BIN;
    if (binary === undefined) throw new Error("GONGZHI_BIN is not set: run `cargo xtask test e2e`");
    const directory = await mkdtemp(join(tmpdir(), "gongzhi-e2e-"));
    const server = new Server(binary, directory, await freePort(), settings);
    const year = ["--matters", "0"];
    if (demo) await promisify(execFile)(binary, ["demo", ...year, ...server.store()], { cwd: directory });
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, again after `stop`, on the same port and store. */
  async start(): Promise<void> {
    const where = ["--bind", `127.0.0.1:${this.port}`];
    const child = spawn(this.binary, ["serve", ...this.store(), ...where, ...this.settings], {
      cwd: this.directory,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (this.said += String(text)));
    this.child = child;
    const deadline = Date.now() + START_MS_MAX;
    while (!(await this.ready())) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      if (Date.now() > deadline) throw new Error("the server is not ready in time");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Stops it as an operator does; the store stays. */
  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }

  /** Stops it and removes its store. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.directory, { recursive: true });
  }

  private store(): string[] {
    return ["--database-url", `sqlite:${join(this.directory, "data/gongzhi.sqlite")}`];
  }

  private async ready(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
