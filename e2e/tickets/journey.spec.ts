// From a resident's problem to its solution: two telephones, one matter.
import { type Browser, type Page } from "@playwright/test";
import { expect, expectAccessible, opened, test } from "../support/test.ts";

const PASSWORD = "gongzhi-demo";

async function signIn(page: Page, login: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await opened(page);
  await page.getByLabel("登录名或手机号").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(path);
}

/** Another telephone, with somebody signed in. */
async function telephone(browser: Browser, url: string, login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await signIn(page, login, path);
  return page;
}

/** A photograph of a coloured square, as JPEG. */
async function photograph(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 320;
    canvas.height = 240;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("there is no canvas");
    context.fillStyle = "#a33";
    context.fillRect(40, 40, 200, 120);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    if (blob === null) throw new Error("there is no picture");
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return { name: "lamp.jpg", mimeType: "image/jpeg", buffer: Buffer.from(bytes) };
}

async function next(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: "下一步" }).click();
}

/** Reports `text` in the resident's own grid, and leaves the page on the new ticket. */
async function report(page: Page, text: string): Promise<void> {
  await page.goto("/report");
  await page.locator("input[type=file]").first().setInputFiles(await photograph(page));
  await expect(page.getByRole("button", { name: "去掉照片“lamp.jpg”" })).toBeVisible();
  await next(page);
  await expect(page.getByRole("heading", { name: "在哪里？" })).toBeVisible();
  await next(page);
  await page.getByText("公共设施").click();
  await page.getByLabel("说说情况").fill(text);
  await next(page);
  await expect(page.getByText(text)).toBeVisible();
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText("收到了。")).toBeVisible();
}

async function takeAndClose(worker: Page, text: string): Promise<void> {
  await worker.getByRole("link", { name: text }).click();
  await worker.getByRole("button", { name: "我来办" }).click();
  await expect(worker.getByText("办理中").first()).toBeVisible();
  await worker.locator("input[type=file]").first().setInputFiles(await photograph(worker));
  await worker.getByLabel("做了什么").fill("换了灯泡");
  await worker.getByRole("button", { name: "办结" }).click();
  await expect(worker.getByText("待确认").first()).toBeVisible();
}

/** What nobody reported before. */
const matter = (what: string) => `${what}（${Date.now()}）`;

test("a resident's problem is solved and rated, and both see it without reloading", async ({ page, browser, baseURL }) => {
  const text = matter("村口路灯不亮");
  const worker = await telephone(browser, baseURL ?? "", "worker", "/work");
  await signIn(page, "resident", "/");
  await report(page, text);
  await expectAccessible(page);

  // It came to the worker's open list by itself.
  await expect(worker.getByRole("link", { name: text })).toBeVisible();
  await takeAndClose(worker, text);
  await expectAccessible(worker);

  // And the closure to the resident's open page.
  await expect(page.getByRole("heading", { name: "问题解决了吗？" })).toBeVisible();
  await page.getByRole("radio", { name: "5" }).first().check({ force: true });
  await page.getByRole("button", { name: "已解决" }).click();
  await expect(page.getByText("确认已解决")).toBeVisible();
  await expect(page.getByText("换了灯泡")).toBeVisible();
  await worker.context().close();
});

test("a resident who objects has it reopened with its first clock running", async ({ page, browser, baseURL }) => {
  const text = matter("井盖松动");
  await signIn(page, "resident", "/");
  await report(page, text);
  const due = await page.getByText("最晚办好").locator("+ dd").innerText();
  const worker = await telephone(browser, baseURL ?? "", "worker", "/work");
  await takeAndClose(worker, text);
  await worker.context().close();

  await page.reload();
  await page.getByText("还没有解决").click();
  await page.getByLabel("还有什么没有办好？").fill("盖子还是会响");
  await page.getByRole("button", { name: "请重新办理" }).click();
  await expect(page.getByText("没有解决，重新办理")).toBeVisible();
  expect(await page.getByText("最晚办好").locator("+ dd").innerText()).toBe(due);
});

test("what was typed and photographed survives a reload and a lost connection", async ({ page, context }) => {
  const text = matter("河边有垃圾");
  await signIn(page, "resident", "/");
  await page.goto("/report");
  await page.locator("input[type=file]").first().setInputFiles(await photograph(page));
  await next(page);
  await expect(page.getByRole("heading", { name: "在哪里？" })).toBeVisible();
  await next(page);
  await page.getByText("公共设施").click();
  await page.getByLabel("说说情况").fill(text);
  await page.reload();
  await expect(page.getByLabel("说说情况")).toHaveValue(text);
  await next(page);

  await page.route("**/api/v1/**", (route) => route.abort("internetdisconnected"));
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByText(text)).toBeVisible();
  await page.unroute("**/api/v1/**");
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText("收到了。")).toBeVisible();
  await expect(page.getByText(text).first()).toBeVisible();
  expect(context.pages()).toHaveLength(1);
});

test("a large photograph is made smaller before it is sent, and keeps its proportion", async ({ page }) => {
  // What reaches the server: the browser does not tell the length of such a body.
  await page.addInitScript(() => {
    const real = window.fetch;
    window.fetch = async (input, init) => {
      if (input instanceof Request && input.url.endsWith("/api/v1/photos")) {
        const sent = (await input.clone().arrayBuffer()).byteLength;
        Object.assign(window, { sentBytes: sent });
      }
      return real(input, init);
    };
  });
  await signIn(page, "resident", "/report");
  // Noise, which no compression makes small.
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [3200, 2400];
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("there is no canvas");
    const image = context.createImageData(3200, 2400);
    for (let at = 0; at < image.data.length; at++) image.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
    context.putImageData(image, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    if (blob === null) throw new Error("there is no picture");
    const buffer = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (let at = 0; at < buffer.length; at += 32_768) text += String.fromCharCode(...buffer.subarray(at, at + 32_768));
    return btoa(text);
  });
  const large = Buffer.from(bytes, "base64");
  expect(large.length).toBeGreaterThan(1_500_000);
  expect(large.length).toBeLessThan(10_000_000);
  await page.locator("input[type=file]").first().setInputFiles({ name: "noise.jpg", mimeType: "image/jpeg", buffer: large });
  await expect(page.getByRole("button", { name: "去掉照片“noise.jpg”" })).toBeVisible();
  await next(page);
  await expect(page.getByRole("heading", { name: "在哪里？" })).toBeVisible();
  await next(page);
  await page.getByText("公共设施").click();
  await page.getByLabel("说说情况").fill("一张很大的照片");
  await next(page);
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/photos"));
  await page.getByRole("button", { name: "提交" }).click();
  expect(await (await answered).json()).toMatchObject({ width: 2560, height: 1920 });
  const sent = await page.evaluate(() => (window as unknown as { sentBytes: number }).sentBytes);
  expect(sent).toBeGreaterThan(10_000);
  expect(sent).toBeLessThan(large.length);
  await expect(page.getByText("收到了。")).toBeVisible();
});
