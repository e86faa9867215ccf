// A fund's accounts to the public. Periods last a quarter and the clock of a server does not move for a test: what the server
// says of periods that are over comes from here, the pages and their words from the app.
import { type APIRequestContext, type Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { expect, expectAccessible, test } from "../support/test.ts";
import { office } from "../console/support.ts";
import { fitsEverywhere, open } from "../open/support.ts";
import { type Fund, fund, inDays } from "./support.ts";

const disclosure = "019b8f2e-0000-7000-8000-0000000000d1";

const first = { from: "2026-01-05", until: "2026-04-01", due_on: "2026-04-15" };
const second = { from: "2026-04-01", until: "2026-07-01", due_on: "2026-07-15" };

interface Signature {
  signatory: "treasurer" | "auditor";
  at: string;
}

const signature = (signatory: Signature["signatory"]): Signature => ({ signatory, at: "2026-04-03T02:00:00Z" });

/** The account of the first period, as the server sends it. */
function account(of: Fund, published: boolean, signatures: Signature[]) {
  const content = {
    fund_id: of.id,
    fund_name: of.name,
    area_name: "青禾镇",
    from: first.from,
    until: first.until,
    figures: {
      opening_fen: 0,
      brought_fen: 100_000,
      income_fen: 123_450,
      expense_fen: 23_450,
      closing_fen: 200_000,
      in_kind_fen: 5_000,
    },
    sources: [{ source: "donation", income_fen: 123_450, in_kind_fen: 5_000 }],
    purposes: [
      {
        purpose: null,
        name: null,
        opening_fen: 0,
        income_fen: 223_450,
        expense_fen: 23_450,
        closing_fen: 200_000,
        in_kind_fen: 5_000,
      },
    ],
    projects: [{ project_id: null, title: null, expense_fen: 23_450, handed_out_fen: 0 }],
    postings: 7,
    last_entry_id: null,
    note: "支出用于慰问老人。",
  };
  const document = JSON.stringify(content);
  return {
    id: disclosure,
    fund_id: of.id,
    due_on: first.due_on,
    state: published ? "published" : "prepared",
    late: false,
    published_on: published ? "2026-04-10" : null,
    prepared_at: "2026-04-02T02:00:00Z",
    signatures,
    content,
    document,
    document_hash: createHash("sha256").update(document).digest("hex"),
    version: 1 + signatures.length,
  };
}

/** Periods of a fund that is older than the test: the first published, the second overdue, the third goes on. */
async function periods(page: Page, of: Fund, made = account(of, true, [signature("treasurer"), signature("auditor")])) {
  const running = { from: inDays(-5), until: inDays(60), due_on: inDays(75) };
  const none = { late: false, published_on: null, disclosure_id: null, signed_by: [] };
  const items = [
    { ...none, ...running, state: "running" },
    { ...none, ...second, state: "overdue", late: true },
    {
      ...first,
      state: made.state,
      late: false,
      published_on: made.published_on,
      disclosure_id: made.id,
      signed_by: made.signatures.map((one) => one.signatory),
    },
  ];
  await page.route(`**/api/v1/funds/${of.id}/disclosures`, (route) =>
    route.request().method() === "GET" ? route.fulfill({ json: { items } }) : route.continue(),
  );
  await page.route(`**/api/v1/disclosures/${made.id}`, (route) =>
    route.fulfill({ json: made, headers: { etag: `"${made.version}"` } }),
  );
  await page.route(`**/api/v1/funds/${of.id}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), overdue_periods: [second] } });
  });
}

// A page that hears of news asks once more, and may still be asking when its test is over.
test.afterEach(async ({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

test("everybody sees where each period stands, and what is overdue in words", async ({ page, request }) => {
  const of = await fund(request);
  await periods(page, of);
  await open(page, `/open/funds/${of.id}`);
  await expect(page.getByText("有 1 期账目逾期没有公布。")).toBeVisible();
  const accounts = page.getByRole("region", { name: "账目公告" });
  await expect(accounts.getByRole("listitem")).toHaveCount(3);
  const overdue = accounts.getByRole("listitem").filter({ hasText: "逾期未公布" });
  await expect(overdue).toContainText("最迟应在2026年7月15日公布，至今没有公布");
  await expect(overdue.locator(".badge--alert svg")).toBeVisible();
  await expect(accounts.getByText("本期未结束")).toBeVisible();
  await expectAccessible(page);
  await accounts.getByRole("link", { name: /2026年1月5日至2026年3月31日/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("2026年1月5日至2026年3月31日");
  const figures = page.getByRole("region", { name: "本期收支" });
  await expect(figures).toContainText("+¥1,234.50");
  await expect(figures).toContainText("−¥234.50");
  await expect(figures).toContainText("¥2,000.00");
  await expect(page.getByRole("region", { name: "签字" }).getByText("已签字")).toHaveCount(2);
  await expect(page.getByText("正文与指纹相符")).toBeVisible();
  await expect(page.getByRole("button", { name: "下载 PDF" })).toBeVisible();
  await expectAccessible(page);
});

test("a text that is not the one that was signed is not passed off as it", async ({ page, request }) => {
  const of = await fund(request);
  const made = account(of, true, [signature("treasurer"), signature("auditor")]);
  await periods(page, of, { ...made, document: made.document.replace("慰问", "其他") });
  await open(page, `/open/funds/${of.id}/disclosures/${disclosure}`);
  await expect(page.getByText("正文与指纹不符")).toBeVisible();
});

test("the pages fit a telephone, large text and a desk", async ({ page, request }) => {
  test.slow();
  const of = await fund(request);
  await periods(page, of);
  await page.goto("/open");
  for (const address of [`/open/funds/${of.id}`, `/open/funds/${of.id}/disclosures/${disclosure}`]) {
    await fitsEverywhere(page, address);
  }
});

test("a fund that has just opened has one period, which goes on", async ({ page, request }) => {
  const of = await fund(request);
  await open(page, `/open/funds/${of.id}`);
  const accounts = page.getByRole("region", { name: "账目公告" });
  await expect(accounts.getByRole("listitem")).toHaveCount(1);
  await expect(accounts.getByText("本期未结束")).toBeVisible();
  await expect(page.getByText("逾期没有公布")).toHaveCount(0);
});

/** What the desk sends for a step, answered as the server would. */
async function sent(page: Page, address: string, answer: ReturnType<typeof account>): Promise<() => unknown> {
  let body: unknown;
  await page.route(`**/api/v1${address}`, (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    body = route.request().postDataJSON();
    return route.fulfill({ json: answer, headers: { etag: `"${answer.version}"` } });
  });
  return () => body;
}

const desk = async (page: Page, request: APIRequestContext, who: string, signatures: Signature[]) => {
  const of = await fund(request);
  const made = account(of, false, signatures);
  await periods(page, of, made);
  await office(page, who, `/console/funds/${of.id}`);
  return { of, made };
};

test("a treasurer prepares the account of a period that is overdue", async ({ page, request }) => {
  const { of, made } = await desk(page, request, "treasurer", []);
  const body = await sent(page, `/funds/${of.id}/disclosures`, made);
  const row = page.getByRole("row").filter({ hasText: "逾期未公布" });
  await row.getByRole("button", { name: /编制账目/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("说明").fill("支出用于慰问老人。");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "编制账目" }).click();
  await expect(page.getByText("账目已编制")).toBeVisible();
  expect(body()).toEqual({ from: second.from, note: "支出用于慰问老人。" });
});

test("who signs confirms it, and names the text that was read", async ({ page, request }) => {
  const { made } = await desk(page, request, "treasurer", []);
  await page.getByRole("link", { name: /^查看/ }).click();
  await expect(page.getByText("还没有公布，只有管理、出纳和审计人员看得到。")).toBeVisible();
  await expect(page.getByRole("button", { name: "公布账目" })).toHaveCount(0);
  const body = await sent(page, `/disclosures/${made.id}/signatures`, made);
  await page.getByRole("button", { name: "以出纳身份签字" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "以出纳身份签字" }).click();
  await expect(page.getByText("已签字").first()).toBeVisible();
  expect(body()).toEqual({ signatory: "treasurer", document_hash: made.document_hash });
  await expectAccessible(page);
});

test("what both have signed is published after a question", async ({ page, request }) => {
  const { made } = await desk(page, request, "official", [signature("treasurer"), signature("auditor")]);
  await page.getByRole("link", { name: /^查看/ }).click();
  const published = await sent(page, `/disclosures/${made.id}/publication`, { ...made, state: "published" });
  await page.getByRole("button", { name: "公布账目" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("公布以后不能再改");
  await dialog.getByRole("button", { name: "公布账目" }).click();
  await expect(page.getByText("账目已公布")).toBeVisible();
  expect(published()).toBeNull();
});
