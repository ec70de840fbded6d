using System.Management.Automation.Host;
using System.Text.RegularExpressions;

namespace AtlassianAdmin.Session;

/// <summary>Tells what went wrong in SecretManagement or in a vault, by the type and the id of the error before its words.</summary>
internal static class VaultErrors
{
    private const int LongestDetail = 300;
    private const int DeepestCause = 16;

    // Vaults other than SecretStore say it only in words.
    private static readonly Regex LockedWords = new(
        @"\bvault\b.*\blocked\b|\blocked\b.*\bvault\b|\bunlock|password is required",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    private static readonly Regex Blanks = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>The failure behind an exception. It carries no inner exception: a vault may have put the secret into its words.</summary>
    /// <param name="thrown">What a cmdlet of SecretManagement threw.</param>
    /// <param name="vault">The vault; null when none is named.</param>
    /// <param name="secretName">The name of the secret; null when it is not about one.</param>
    /// <param name="hidden">A text that must not be told; null for none.</param>
    public static AdminException Explain(Exception thrown, string? vault, string? secretName, string? hidden)
    {
        List<Exception> causes = CausesOf(thrown);
        (string, string?)[] facts = [("vault", vault), ("secret", secretName)];
        if (causes.Exists(c => IsPasswordRequired(c) || c is HostException or PSNotImplementedException))
            return new AdminException(ErrorCode.VaultLocked, facts);

        List<string> ids = causes.OfType<IContainsErrorRecord>().Select(c => c.ErrorRecord?.FullyQualifiedErrorId ?? "").ToList();
        if (ids.Exists(i => i.StartsWith("GetSecretVaultNotFound,", StringComparison.Ordinal)))
            return new AdminException(ErrorCode.VaultNotFound, [.. facts, ("detail", "no vault of that name is registered")]);
        if (ids.Exists(i => i.StartsWith("GetSecretNotFound,", StringComparison.Ordinal)))
            return new AdminException(ErrorCode.SecretNotFound, ("secret", secretName), ("vault", "the vault " + vault));
        if (causes.OfType<CommandNotFoundException>().Any(c => c.CommandName.StartsWith(SecretManagementModule.ModuleName, StringComparison.OrdinalIgnoreCase)))
            return new AdminException(ErrorCode.SecretManagementMissing);

        string words = causes.Select(c => c.Message).LastOrDefault(m => !string.IsNullOrWhiteSpace(m)) ?? thrown.GetType().Name;
        string detail = Blanks.Replace(Redaction.Scrub(words, hidden)!, " ").Trim();
        if (detail.Length > LongestDetail)
            detail = detail.Substring(0, LongestDetail) + "...";
        return LockedWords.IsMatch(detail)
            ? new AdminException(ErrorCode.VaultLocked, facts)
            : new AdminException(ErrorCode.VaultFailed, [.. facts, ("detail", detail)]);
    }

    /// <summary>True when a vault asks for its password. SecretStore documents another namespace than it throws, so only the name counts.</summary>
    public static bool IsPasswordRequired(Exception? exception) =>
        exception?.GetType().Name.EndsWith("PasswordRequiredException", StringComparison.Ordinal) == true;

    /// <summary>True when SecretManagement was busy with another caller: then it has done nothing.</summary>
    public static bool IsBusy(Exception thrown) =>
        CausesOf(thrown).Exists(c => c is InvalidOperationException
            && c.Message.IndexOf("already running", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>An exception and what is behind it, outermost first; PowerShell keeps part of that in the error record.</summary>
    private static List<Exception> CausesOf(Exception thrown)
    {
        var causes = new List<Exception>();
        var open = new Stack<Exception>();
        open.Push(thrown);
        while (open.Count > 0 && causes.Count < DeepestCause)
        {
            Exception cause = open.Pop();
            if (causes.Contains(cause))
                continue;
            causes.Add(cause);
            if (cause.InnerException is not null)
                open.Push(cause.InnerException);
            if (cause is IContainsErrorRecord { ErrorRecord.Exception: { } recorded })
                open.Push(recorded);
        }

        return causes;
    }
}
