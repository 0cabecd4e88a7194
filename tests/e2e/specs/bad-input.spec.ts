// Bad input: each gets its clear problem beside its field, and nothing typed is lost.
import { catalogue, expect, field, signIn, test } from "../fixtures.ts";
import { changedElsewhere, fillRegistration, newCustomer, saved } from "../harness/registration.ts";

const text = catalogue("en");

test("wrong fields say how to mend them once they are left, and keep what was typed", async ({ page }) => {
  await signIn(page, "partner_member");
  await page.goto("/deals/new");
  const cases: [label: string, typed: string, says: string][] = [
    [text("deal.field.customer_name"), "x".repeat(201), text("field.too_long").replace("{max}", "200")],
    [text("deal.field.customer_domain"), "not a domain", text("field.invalid_domain")],
    [text("deal.field.contact_email"), "petra@", text("field.invalid_email")],
    [text("deal.field.value"), "-5", text("field.not_a_number")],
    [text("deal.field.value"), "1234567890123456789", text("field.amount_out_of_range")],
    [text("deal.field.expected_close"), "2020-01-31", text("field.date_in_past")],
    [text("deal.field.need"), "Too short", text("field.too_short").replace("{min}", "20")],
  ];
  const left = new Set<string>();
  for (const [label, typed, says] of cases) {
    const input = field(page, label);
    await input.fill(typed);
    if (!left.has(label)) await expect(page.getByText(says)).toHaveCount(0);
    left.add(label);
    await input.blur();
    await expect(page.getByText(says).first()).toBeVisible();
    await expect(input).toHaveValue(typed);
    await expect(input).toHaveAttribute("aria-invalid", "true");
  }
  await page.getByRole("button", { name: text("deals.form.submit") }).click();
  await expect(field(page, text("deal.field.customer_name"))).toBeFocused();
});

test("files that are too large or not what they say are refused beside the file", async ({ page, guard }) => {
  guard.allow(/\b(413|422)\b/);
  await signIn(page, "partner_member");
  await page.goto("/deals/new");
  const executable = Buffer.alloc(512);
  executable.write("MZ");
  await page.setInputFiles("input[type=file]", [
    { name: "offer.pdf", mimeType: "application/pdf", buffer: executable },
    { name: "huge.pdf", mimeType: "application/pdf", buffer: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(30_000_000, 32)]) },
    { name: "good.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n") },
  ]);
  await expect(page.getByText(text("field.file_disguised")).first()).toBeVisible();
  await expect(page.getByText(/25 MB/).last()).toBeVisible();
  await expect(page.getByText("good.pdf").first()).toBeVisible();
});

test("a draft changed elsewhere is not overwritten: both versions are shown", async ({ page, guard }) => {
  guard.allowStatus(412, "/deals/");
  await signIn(page, "partner_member");
  await changedElsewhere(page, "en");
  await expect(page.getByText("Written in another window").first()).toBeVisible();
  await page.getByRole("button", { name: text("conflict.stale.keep_mine") }).click();
  await expect(field(page, text("deal.field.competition"))).toHaveValue("Written here");
  await saved(page);
});

test("what the server alone can refuse comes back to its field", async ({ page, guard }) => {
  guard.allow(/\b422\b/);
  await signIn(page, "partner_member");
  await page.goto("/deals/new");
  await fillRegistration(page, "en", newCustomer());
  await page.route("**/events", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "urn:entente:problem:invalid_fields",
        code: "invalid_fields",
        title: "Some fields need attention",
        status: 422,
        errors: [{ pointer: "/customer_domain", code: "invalid_domain", message: "is not a domain name" }],
      }),
    }),
  );
  await page.getByRole("button", { name: text("deals.form.submit") }).click();
  await expect(page.getByText(text("field.invalid_domain")).first()).toBeVisible();
  await expect(field(page, text("deal.field.customer_domain"))).toBeFocused();
});
