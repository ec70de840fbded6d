using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Changes.Approval;

/// <summary>Who approved a plan: the signer of its file, as the signature tells it.</summary>
public sealed class PlanApproval
{
    /// <summary>The subject of the signer's certificate.</summary>
    [JsonInclude]
    public string Signer { get; internal set; } = "";

    /// <summary>The thumbprint of that certificate.</summary>
    [JsonInclude]
    public string Thumbprint { get; internal set; } = "";

    /// <summary>The time of the signature by the signer's own clock; nobody else has confirmed it. Null when it tells none.</summary>
    [JsonInclude]
    public DateTimeOffset? SignedAt { get; internal set; }

    /// <summary>The chain of certificates from the signer up, as far as it is known here: each with its thumbprint.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Chain { get; internal set => field = TextList.Of(value); } = TextList.None;

    /// <summary>True when the chain ends in a root that this machine trusts.</summary>
    [JsonInclude]
    public bool IsTrusted { get; internal set; }

    /// <summary>Why the chain is not trusted here; null when it is.</summary>
    [JsonIgnore]
    public string? TrustProblem { get; internal set; }

    /// <summary>The file of the signature; null when it came out of a journal.</summary>
    [JsonIgnore]
    public string? SignaturePath { get; internal set; }

    /// <summary>The digest of the plan; null when it came out of a journal.</summary>
    [JsonIgnore]
    public string? PlanDigest { get; internal set; }

    [JsonIgnore]
    internal X509Certificate2? Certificate { get; set; }

    /// <summary>The SHA-256 thumbprint of the certificate; null when only a journal tells of it.</summary>
    internal string? Thumbprint256
    {
        get
        {
            if (Certificate is null)
                return null;
            using var hash = SHA256.Create();
            return string.Concat(hash.ComputeHash(Certificate.RawData).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Signer} ({Thumbprint})";
}
