using System.Management.Automation.Runspaces;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security;

namespace AtlassianAdmin.Binding;

/// <summary>
/// Lets a parameter for a secret take a plain string too. A transformation has no cmdlet whose warning stream it could write
/// to, and afterwards nothing shows what the value was made of: so it remembers the secrets that it made, and the cmdlet
/// that runs with one says so with <see cref="WarnIfFromText"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<SecureString, object> FromText = new();
    private static readonly ConditionalWeakTable<Runspace, object> Warned = new();

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        switch (value)
        {
            case null:
            case SecureString:
                return value;
            case string text:
                SecureString secret = new NetworkCredential("", text).SecurePassword;
                secret.MakeReadOnly();
                FromText.Add(secret, text.Length);
                return secret;
            default:
                // PowerShell's own message would quote the value.
                throw new ArgumentTransformationMetadataException(
                    $"A SecureString or a string is needed, and this is of type {value.GetType().Name}. Read-Host -AsSecureString asks for one; a PSCredential goes to -Credential.");
        }
    }

    /// <summary>Warns, once in a session, when the secret was given as plain text.</summary>
    public static void WarnIfFromText(PSCmdlet cmdlet, SecureString? secret)
    {
        if (secret is null || !FromText.TryGetValue(secret, out _) || Runspace.DefaultRunspace is not { } session || Warned.TryGetValue(session, out _))
            return;
        Warned.GetValue(session, _ => new object());
        cmdlet.WriteWarning(
            "The key was given as plain text: typed on a command line, it stays in the history, in transcripts and in logs. Use -ApiKey (Read-Host -AsSecureString), or store it once with Set-AtlassianAdminKey.");
    }
}
