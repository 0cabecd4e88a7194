// Invitations, a forgotten password and signing out everywhere.
import { catalogue, expect, fillField, newestLink, signIn, test } from "../fixtures.ts";
import { refererWatch, secretOf } from "../harness/secrets.ts";

const text = catalogue("en");

test.use({ ownServer: true });

test("an invited colleague joins, forgets the password, sets another and signs out everywhere", async ({ page, server, guard, another }) => {
  guard.allow(/\b(401|410)\b/);
  const email = "jo.newcomer@brandt.example";
  await signIn(page, "partner_admin");
  await page.goto("/people");
  await page.getByRole("button", { name: text("company.invite"), exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await fillField(dialog, text("session.name"), "Jo Newcomer");
  await fillField(dialog, text("session.email"), email);
  let since = Date.now();
  await dialog.getByRole("button", { name: text("company.invite-send") }).click();
  await expect(page.getByText(email).first()).toBeVisible();

  const newcomer = await another();
  const link = await newestLink(server, email, since);
  const invited = refererWatch(newcomer);
  await newcomer.goto(link);
  await newcomer.locator("input[type=password]").first().fill("plain velvet harbour lamps");
  await newcomer.getByRole("button", { name: text("session.accept") }).click();
  await expect(newcomer.getByRole("navigation").first()).toBeVisible();
  expect(await invited(secretOf(link))).toEqual([]);

  const late = await newcomer.context().newPage();
  await late.goto(link);
  await expect(late.getByText(text("session.link-over")).last()).toBeVisible();
  await late.close();

  const forgetful = await another();
  await forgetful.goto("/sign-in");
  await forgetful.getByRole("link", { name: text("session.forgot") }).click();
  await expect(forgetful.getByRole("heading", { name: text("session.forgot.title") })).toBeVisible();
  since = Date.now();
  await fillField(forgetful, text("session.email"), email);
  await forgetful.getByRole("button", { name: text("session.forgot.send") }).click();
  await expect(forgetful.getByText(text("session.forgot.sent")).last()).toBeVisible();
  const reset = await newestLink(server, email, since);
  const forgotten = refererWatch(forgetful);
  await forgetful.goto(reset);
  const newPassword = forgetful.locator("input[type=password]").first();
  await expect(newPassword).toBeVisible();
  expect(forgetful.url()).not.toContain(secretOf(reset));
  await newPassword.fill("another quiet orchard bridge");
  await forgetful.getByRole("button", { name: text("session.reset.save") }).click();
  await expect(forgetful.getByText(text("session.reset.done")).first()).toBeVisible();
  // Neither what a request says of where it comes from, nor the log, holds the secret of a mailed link.
  expect(await forgotten(secretOf(reset))).toEqual([]);
  for (const mailed of [link, reset]) expect(server.log).not.toContain(secretOf(mailed));
  await signIn(forgetful, { email, password: "another quiet orchard bridge" });

  // The old session ended with the old password.
  await newcomer.reload();
  await expect(newcomer.locator("input[type=password]")).toBeVisible();

  await forgetful.goto("/profile");
  await forgetful.getByRole("button", { name: text("session.profile.everywhere") }).click();
  await expect(forgetful).toHaveURL(/\/sign-in/);
  await expect(forgetful.locator("input[type=password]")).toBeVisible();
});

test("a person whose access is taken away is out at once", async ({ page, guard, another }) => {
  guard.allow(/\b401\b/);
  const member = await another("partner_member");
  await signIn(page, "partner_admin");
  await page.goto("/people");
  const session = (await (await member.request.get("/api/v1/session")).json()) as { user: { name: string } };
  await page.getByRole("button", { name: text("company.actions-for").replace("{name}", session.user.name) }).click();
  await page.getByRole("menuitem", { name: text("company.disable") }).click();
  await expect(page.getByText(text("company.disabled").replace("{name}", session.user.name)).first()).toBeVisible();
  expect((await member.request.get("/api/v1/session")).status()).toBe(401);
});
