using System.Reflection;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>The catalogue is whole: scripts rely on its codes, people on its texts.</summary>
public class ErrorCatalogueTests
{
    /// <summary>System.Management.Automation.ErrorCategory, as PowerShell 5.1 and 7 have it.</summary>
    private static readonly string[] PowerShellCategories =
    [
        "NotSpecified", "OpenError", "CloseError", "DeviceError", "DeadlockDetected", "InvalidArgument", "InvalidData", "InvalidOperation",
        "InvalidResult", "InvalidType", "MetadataError", "NotImplemented", "NotInstalled", "ObjectNotFound", "OperationStopped",
        "OperationTimeout", "SyntaxError", "ParserError", "PermissionDenied", "ResourceBusy", "ResourceExists", "ResourceUnavailable",
        "ReadError", "WriteError", "FromStdErr", "SecurityError", "ProtocolError", "ConnectionError", "AuthenticationError",
        "LimitsExceeded", "QuotaExceeded", "NotEnabled",
    ];

    /// <summary>The codes that the design fixes: they may be added to, never renamed.</summary>
    private static readonly string[] FixedCodes =
    [
        "NotConnected", "KeyMissing", "KeyRejected", "PersonalTokenUsed", "KeyHasScopes", "KeyLacksScope", "NotOrganizationAdmin",
        "ScimKeyRejected", "SiteCredentialRejected", "InsecureAddress", "SecretManagementMissing", "VaultLocked", "SecretNotFound", "SecretUnusable",
        "AccountNotManaged", "AccountNotVerified", "AccountClosed", "AccountPendingDeletion", "ManagedByScim", "ManagedByGoogle", "ManagedBySaml",
        "BlockedByExportControl", "NotAllowedOnSelf", "SelfOnly", "AdministrativeAccount", "FieldNotWritable", "InvalidField", "DomainNotVerified",
        "InvalidIdentity", "IdentityNotFound", "AmbiguousIdentity", "AccountNotFound", "OrganizationNotFound", "DirectoryNotFound", "GroupNotFound",
        "TokenNotFound", "GroupManagedExternally", "Conflict", "LicenseLimitReached", "PaymentRequired",
        "RateLimited", "ServiceUnavailable", "NetworkFailure", "UnexpectedResponse", "Cancelled",
        "ReadOnlyConnection", "ProtectedAccount", "ChangeLimitReached", "VerificationFailed", "JournalInUse", "PlanAltered",
    ];

    public static TheoryData<string> Codes => [.. AllCodes()];

    [Fact]
    public void Every_code_has_one_row_and_every_row_a_code() =>
        Assert.Equal(AllCodes().Order(StringComparer.Ordinal), ErrorCatalogue.All.Select(d => d.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void A_code_is_its_own_name() =>
        Assert.All(Constants(), c => Assert.Equal(c.Name, c.GetRawConstantValue()));

    [Fact]
    public void The_fixed_codes_are_there() => Assert.Empty(FixedCodes.Except(AllCodes()));

    [Fact]
    public void Kinds_are_categories_of_PowerShell() => Assert.Empty(Enum.GetNames<ErrorKind>().Except(PowerShellCategories));

    [Fact]
    public void Every_kind_is_used() => Assert.Equal(Enum.GetValues<ErrorKind>(), ErrorCatalogue.All.Select(d => d.Kind).Distinct().Order());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Without_any_fact_the_texts_are_still_sentences(string code)
    {
        var error = new AdminException(code);

        foreach (string text in new[] { error.Message, error.Remedy })
        {
            Assert.DoesNotContain('{', text);
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
            Assert.Matches(new Regex(@"^[A-Z].*\.$", RegexOptions.Singleline), text);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_remedy_names_a_command_or_a_place_or_an_act(string code)
    {
        string remedy = ErrorCatalogue.Find(code).Remedy;

        Assert.True(remedy.Length > 20, remedy);
        Assert.NotEqual(ErrorCatalogue.Find(code).Meaning, remedy);
    }

    // An action is a word such as "disabling"; accounts and addresses keep their own spelling.
    [Fact]
    public void No_sentence_begins_in_lower_case() =>
        Assert.Empty(ErrorCatalogue.All.Where(d => char.IsLower(d.Meaning[0]) || d.Meaning.StartsWith("{action}", StringComparison.Ordinal)).Select(d => d.Code));

    [Fact]
    public void An_unknown_code_is_a_fault_of_the_caller() => Assert.Throws<ArgumentException>(() => ErrorCatalogue.Find("NoSuchCode"));

    [Theory]
    [InlineData("administrative", ErrorCode.AdministrativeAccount)]
    [InlineData("administrative.notMyself", ErrorCode.NotAllowedOnSelf)]
    [InlineData("authPolicy.saml", ErrorCode.ManagedBySaml)]
    [InlineData("blocked.exportControl", ErrorCode.BlockedByExportControl)]
    [InlineData("externalDirectory.scim", ErrorCode.ManagedByScim)]
    [InlineData("externalDirectory.google", ErrorCode.ManagedByGoogle)]
    [InlineData("myselfOnly", ErrorCode.SelfOnly)]
    [InlineData("managedAccount", ErrorCode.AccountNotManaged)]
    [InlineData("a reason of tomorrow", ErrorCode.ActionForbidden)]
    [InlineData("", ErrorCode.ActionForbidden)]
    [InlineData(null, ErrorCode.ActionForbidden)]
    public void A_reason_has_its_own_code(string? reason, string code) => Assert.Equal(code, ErrorCatalogue.CodeOfReason(reason));

    private static IEnumerable<FieldInfo> Constants() =>
        typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral);

    private static IEnumerable<string> AllCodes() => Constants().Select(f => (string)f.GetRawConstantValue()!);

    [Theory]
    [InlineData("changing the profile")]
    [InlineData("disabling")]
    public void A_reason_of_administration_is_about_the_action_and_not_about_the_account(string action)
    {
        var refusal = new AdminException(ErrorCatalogue.CodeOfReason("administrative"), ("account", "mia@example.com"), ("action", action));

        Assert.Contains($"{action} of mia@example.com", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("about the action, not about the account", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("is an admin", refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Get-AtlassianUserPermission -Identity mia@example.com", refusal.Remedy, StringComparison.Ordinal);
    }
}
