// Both payment providers on this machine, and somebody who pays. They sign with keys of our own.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class Cashier {
  private constructor(
    private readonly child: ChildProcess,
    private readonly address: string,
    /** With which settings a server asks these providers. */
    readonly settings: string[],
  ) {}

  static async start(): Promise<Cashier> {
    const binary = process.env.GONGZHI_CASHIER;
    if (binary === undefined) throw new Error("GONGZHI_CASHIER is not set: run `cargo xtask test e2e`");
    const child = spawn(binary, { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface({ input: child.stdout })) {
      const { cashier, settings } = JSON.parse(line) as { cashier: string; settings: string[] };
      return new Cashier(child, cashier, settings);
    }
    throw new Error(`the cashier ended with ${child.exitCode}`);
  }

  /** Somebody scans a payment's code and pays; its provider tells the server at `told` of it, where there is one. */
  async pay(payment: string, channel: "wechat" | "alipay", told?: string): Promise<void> {
    const query = new URLSearchParams({ order: payment.replaceAll("-", "") });
    if (told !== undefined) query.set("tell", `${told}/payments/${channel}/notify`);
    const answer = await fetch(`${this.address}/pay?${query}`, { method: "POST" });
    if (!answer.ok) throw new Error(`the cashier answers ${answer.status}`);
  }

  stop(): void {
    this.child.kill();
  }
}
