// The auditor's desk: what is asked about is set, found with a payment, answered and judged.
import { type APIRequestContext, type Page } from "@playwright/test";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office as open } from "../console/support.ts";
import { photograph } from "../points/support.ts";
import { as, post } from "../rounds/support.ts";
import { type Fund, fund, gift } from "./support.ts";

test.use(desk);

/** Pays ¥500 out of a fund, by three people. */
async function paid(page: Page, request: APIRequestContext, of: Fund): Promise<void> {
  const official = await as(request, "official");
  await request.put(`/api/v1/funds/${of.id}/budget/1`, {
    headers: official,
    data: { title: "节日慰问", limit_fen: 100_000 },
  });
  const payee = await post<{ id: string }>(request, official, `/funds/${of.id}/payees`, {
    kind: "organisation",
    name: "便民超市",
  });
  const sent = await request.post("/api/v1/photos", { headers: official, multipart: { photo: await photograph(page) } });
  expect(sent.ok(), await sent.text()).toBe(true);
  const { id: photo_id } = (await sent.json()) as { id: string };
  const made = await post<{ id: string }>(request, official, `/funds/${of.id}/disbursements`, {
    title: "慰问米油",
    line: 1,
    payee_id: payee.id,
    amount_fen: 50_000,
    invoices: [{ number: `e2e${Date.now()}`, seller: "便民超市", amount_fen: 50_000, photo_id }],
  });
  await post(request, await as(request, "council"), `/disbursements/${made.id}/approval`, {});
  const reference = `e2e-${Date.now()}`;
  await post(request, await as(request, "treasurer"), `/disbursements/${made.id}/payment`, { reference });
}

test("an auditor says what is asked about, an official answers, and the auditor is content", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const of = await fund(request);
  await gift(request, of, "热心邻居", 200_000);
  await open(page, "auditor", `/console/funds/${of.id}/findings`);
  await page.getByRole("button", { name: "修改" }).click();
  const asked = page.getByRole("dialog");
  await asked.getByLabel("怎样算整数金额").fill("100");
  await asked.getByLabel("多少以上才查").fill("x");
  await asked.getByRole("button", { name: "保存" }).click();
  await expect(asked.getByRole("alert").first()).toBeVisible();
  await asked.getByLabel("多少以上才查").fill("500");
  await asked.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存，今后付款照此查")).toBeVisible();
  await expectAccessible(page);
  await paid(page, request, of);

  const desk_of_official = await (await browser.newContext({ baseURL, ...desk })).newPage();
  await open(desk_of_official, "official", `/console/funds/${of.id}/findings`);
  await desk_of_official.getByRole("link", { name: "金额过于整齐" }).click();
  await desk_of_official.getByRole("button", { name: "答复" }).click();
  const answer = desk_of_official.getByRole("dialog");
  await answer.getByRole("textbox").fill("超市的套餐就是五百元。");
  await answer.getByRole("button", { name: "答复" }).click();
  await expect(desk_of_official.getByText("待审计").first()).toBeVisible();
  await expectAccessible(desk_of_official);

  await page.goto(new URL(desk_of_official.url()).pathname);
  await page.getByRole("button", { name: "了结" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "了结" }).click();
  await expect(page.getByText("已了结").first()).toBeVisible();
});
