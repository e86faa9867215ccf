// Has somebody reported it already? A resident joins, or says that theirs is another; a keeper merges by one press.
import { type Page } from "@playwright/test";
import { office } from "../console/support.ts";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { signedIn } from "./support.ts";

/** A matter that no other test reports. */
const matter = (): string => `${Date.now().toString(36)}号灯杆歪了快要倒`;

/** Goes through the questions up to the last one, where everything is looked over. */
async function upToCheck(page: Page, text: string): Promise<void> {
  await page.goto("/report");
  await page.getByRole("main").getByRole("button", { name: "没有照片，继续" }).click();
  await page.getByRole("main").getByRole("button", { name: "下一步" }).click();
  await page.getByText("公共设施").click();
  await page.getByLabel("说说情况").fill(text);
  await page.getByRole("main").getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("button", { name: "提交" })).toBeVisible();
}

async function reported(page: Page, text: string): Promise<void> {
  await upToCheck(page, text);
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText("收到了。")).toBeVisible();
}

test("one's own report is recognised, and another one is sent all the same", async ({ page }) => {
  const text = matter();
  await signedIn(page, "resident", "/report");
  await reported(page, text);
  await upToCheck(page, `${text}了`);
  const offered = page.getByRole("region", { name: "是不是这件？" });
  await expect(offered.getByText("这件是您自己上报的。").first()).toBeVisible();
  await expectAccessible(page);
  await offered.getByRole("button", { name: "都不是，我的是另一件" }).click();
  await expect(offered).toHaveCount(0);
  await expect(page.getByText(`${text}了`)).toBeVisible();
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText("收到了。")).toBeVisible();
});

test("a neighbour joins what was reported, is thanked, and comes to the same ticket again", async ({ browser, baseURL }) => {
  const text = matter();
  const people = [];
  for (const login of ["resident", "neighbour"]) {
    const page = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
    await signedIn(page, login, "/report");
    people.push(page);
  }
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error("two people are needed");
  await reported(first, text);
  await upToCheck(second, `${text}，快来看看`);
  const offered = second.getByRole("region", { name: "是不是这件？" });
  await offered.getByRole("button", { name: "就是这件，一起跟进" }).first().click();
  await expect(second.getByText("您也加入了")).toBeVisible();
  await expect(second).toHaveURL(/\/tickets\/[^?]+\?joined=yes$/);
  await expectAccessible(second);
  const own = new URL(second.url()).pathname;
  await upToCheck(second, `${text}，快来看看`);
  await offered.getByRole("button", { name: "就是这件，一起跟进" }).first().click();
  await expect(second).toHaveURL(new RegExp(`${own}\\?joined=yes$`));
});

test.describe("at the desk", () => {
  test.use(desk);

  test("what may be the same is merged from the ticket's page", async ({ page, browser, baseURL }) => {
    const text = matter();
    const phone = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
    await signedIn(phone, "resident", "/report");
    await reported(phone, text);
    await upToCheck(phone, `${text}，再报一次`);
    const another = phone.getByRole("button", { name: "都不是，我的是另一件" });
    await another.click();
    await phone.getByRole("button", { name: "提交" }).click();
    await expect(phone.getByText("收到了。")).toBeVisible();
    const id = new URL(phone.url()).pathname.split("/").pop();
    await office(page, "official", `/console/tickets/${id}`);
    const alike = page.getByRole("region", { name: "可能是同一件事" });
    await expect(alike.getByText(text).first()).toBeVisible();
    await expectAccessible(page);
    const row = alike.getByRole("listitem").filter({ hasText: text }).first();
    const number = await row.getByRole("link").innerText();
    await row.getByRole("button").click();
    await expect(page.getByLabel("合并到哪一件？")).toHaveValue(number);
    await page.locator("form").getByRole("button", { name: "合并" }).click();
    await expect(page.getByRole("main").getByText(number).first()).toBeVisible();
    await expect(alike).toHaveCount(0);
  });
});
