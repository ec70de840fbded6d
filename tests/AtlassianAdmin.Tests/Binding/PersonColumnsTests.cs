using System;
using System.Collections.Generic;
using System.Linq;
using AtlassianAdmin.Binding;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AtlassianAdmin.Tests.Binding;

/// <summary>Which header means what, in the lists that admins have.</summary>
public class PersonColumnsTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Dictionary<string, string[]> Headers = new()
    {
        [nameof(PersonColumn.UserId)] =
        [
            "Account ID", "account_id", "User id", "User ID", "Atlassian ID", "Atlassian Account ID", "AAID",
            "user-id", "USER_ID", "UserId", "userid", "atlassian_id", "atlassianAccountId", "ATLASSIAN-ID", "Atlassian User ID", "Jira Account ID", "Atlassian AAID", "aaId", "account-id", "User Account ID",
        ],
        [nameof(PersonColumn.AccountId)] = ["AccountId", "accountid", "ACCOUNTID", "accountId", "\"AccountId\"", "\uFEFFAccountId", " AccountId\u00A0"],
        [nameof(PersonColumn.Email)] =
        [
            "Email", "email", "E-mail", "E-Mail", "EmailAddress", "Email address", "E-mail address", "User email", "Mail", "mail", "Work email", "Primary email", "PrimarySmtpAddress", "Current Email",
            "EMAIL", "e_mail", "E Mail", "E\u2011Mail", "Email-Address", "email_address", "work_email", "WorkEmail", "Primary SMTP Address", "primaryEmail", "Email Address [Required]", "Email (Work)", "Email - Work",
            "Business Email", "Company e-mail", "Corporate Email Address", "Employee Email", "Account email", "E-Mail-Adresse", "Mailadresse", "Mail Address", "Email ID", "Courriel", "Correo electrónico", "Member email", "Emails", "E-mail:", "*Email*",
        ],
        [nameof(PersonColumn.LastResort)] =
        [
            "Old email", "Login", "UserPrincipalName", "UPN",
            "old_email", "OldEmail", "Old E-Mail address", "Previous email", "Former e-mail", "LOGIN", "User login", "Login name", "Login email", "user-principal-name", "User principal name", "upn", "Personal email", "Private E-Mail", "Alternate email", "secondEmail", "Source email",
        ],
        [nameof(PersonColumn.NewEmail)] =
        [
            "New Email", "NewEmail", "Target email",
            "new_email", "NEW E-MAIL", "New email address", "new-e-mail-address", "Target E-Mail", "TargetEmail", "target_email_address", "Future email", "Destination email", "To email",
        ],
        [nameof(PersonColumn.SomebodyElse)] =
        [
            "Manager email", "Manager Email", "ManagerEmail", "manager_email", "Email (Manager)", "Supervisor Email", "Reports to email", "Approver e-mail", "Assistant email", "Delegate Email", "Owner email",
            "Manager ID", "Manager Account ID", "Created by email", "CreatedById", "Requester E-Mail", "Line Manager", "Führungskraft E-Mail", "Vorgesetzter", "Invited by",
        ],
        [nameof(PersonColumn.Other)] =
        [
            "Kontakt", "Assignee Id", "Employee ID", "Group id", "Group name", "Status", "User status", "Org role", "Last active date [UTC]", "Email verified", "Email domain", "Email 2", "Mailbox", "Mail enabled",
            "DisplayNameSource", "ObjectGUID", "ObjectId", "SamAccount", "Abteilung", "Austritt", "Termination Date", "AccountEnabled", "Account type", "Account status", "", " ", "-", "\u200B",
        ],
        [nameof(PersonColumn.Name)] = ["Name", "DisplayName", "Display name", "display_name", "Full Name", "Legal Name", "NAME"],
        [nameof(PersonColumn.UserName)] = ["User name", "UserName", "username", "user_name"],
        [nameof(PersonColumn.Id)] = ["Id", "id", "ID", "\"id\""],
        [nameof(PersonColumn.Identity)] = ["Identity", "identity"],
        [nameof(PersonColumn.Input)] = ["Input"],
        [nameof(PersonColumn.ScimUserId)] = ["ScimUserId", "SCIM user id"],
    };

    public static IEnumerable<object[]> Known => Headers.SelectMany(kind => kind.Value.Select(header => new object[] { header, kind.Key }));

    [Theory]
    [MemberData(nameof(Known))]
    public void A_header_means_what_it_says(string header, string kind) => Assert.Equal(kind, PersonColumns.Find(header).ToString());

    [Fact]
    public void Case_blanks_hyphens_underscores_marks_and_quotes_make_no_difference() =>
        Prop.ForAll(Decorated.ToArbitrary(), sample =>
        {
            PersonColumn found = PersonColumns.Find(sample.Header);
            return (found.ToString() == sample.Kind).Label($"'{sample.Header}' is {found}");
        }).Check(Many);

    [Fact]
    public void Any_header_at_all_means_something_or_nothing_and_never_fails() =>
        Prop.ForAll(RandomText.Any.ToArbitrary(), header => Enum.IsDefined(PersonColumns.Find(header))).Check(Many);

    // The name of this module's own column is one word: with a blank in it, it may be the number of a bill.
    private static Gen<(string Header, string Kind)> Decorated =>
        from pick in Gen.Elements(Headers.Where(h => h.Key != nameof(PersonColumn.AccountId)).SelectMany(h => h.Value.Select(v => (Header: v, Kind: h.Key))))
        where !FoldedText.Of(pick.Header).Equals("accountid", StringComparison.Ordinal)
        from seed in Gen.Choose(0, int.MaxValue)
        select (RandomText.Decorate(pick.Header, seed), pick.Kind);
}
