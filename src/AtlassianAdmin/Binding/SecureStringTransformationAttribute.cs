using System.Net;
using System.Runtime.CompilerServices;
using System.Security;

namespace AtlassianAdmin.Binding;

/// <summary>
/// Lets a parameter for a secret take a plain string too. A transformation has no cmdlet whose warning stream it could write
/// to, and afterwards nothing shows what the value was made of: so it remembers the secrets that it made, and whoever
/// takes one asks.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<SecureString, object> FromText = new();

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

    /// <summary>True for a secret that was given as plain text.</summary>
    public static bool IsFromText(SecureString secret) => FromText.TryGetValue(secret, out _);
}
