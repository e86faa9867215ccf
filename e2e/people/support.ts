// What the specs about people share: accounts of their own, codes of an authenticator, calls of the API.
import { createHmac, randomBytes } from "node:crypto";
import { type APIRequestContext, type Page, expect } from "@playwright/test";

/** Of every demo account. */
export const DEMO_PASSWORD = "gongzhi-demo";

export interface Account {
  login: string;
  name: string;
  password: string;
}

/** Somebody whom no other test knows. */
export function somebody(): Account {
  const mark = randomBytes(4).toString("hex");
  return { login: `t${mark}`, name: `试${mark.slice(0, 4)}`, password: `塘边石板路-${mark}` };
}

/** Makes an account through the API, for specs that are not about registering. */
export async function registered(request: APIRequestContext): Promise<Account> {
  const account = somebody();
  const made = await request.post("/api/v1/users", {
    data: { login: account.login, display_name: account.name, password: account.password, terms_accepted: true },
  });
  expect(made.status(), await made.text()).toBe(201);
  return account;
}

/** Signs in through the API; answers the headers that act as this person. */
export async function tokenOf(
  request: APIRequestContext,
  account: { login: string; password: string },
): Promise<{ authorization: string }> {
  const answer = await request.post("/api/v1/sessions", { data: { login: account.login, password: account.password } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return { authorization: `Bearer ${(await answer.json()).access_token}` };
}

/** Types name and password on the page. */
export async function signIn(page: Page, account: { login: string; password: string }): Promise<void> {
  await page.getByLabel("登录名或手机号").fill(account.login);
  await page.locator("input[name=password]").fill(account.password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** Six digits of a secret in Base32 (RFC 6238: SHA-1, 30 seconds), `steps` periods from now. */
export function totp(secret: string, steps = 0): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/[\s=]/g, "")].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return ((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).toString().padStart(6, "0");
}
