namespace AtlassianAdmin.Changes.Approval;

/// <summary>Whose approval is asked for: a certificate by its thumbprint, or a subject whose chain this machine trusts.</summary>
public sealed class RequiredApproval
{
    private readonly IReadOnlyList<string> _signers;

    /// <summary>Makes a requirement that one of several signers meets.</summary>
    /// <param name="signers">Thumbprints (SHA-1 or SHA-256), or subjects such as <c>CN=Jo Reviewer, O=Acme</c>.</param>
    public RequiredApproval(IEnumerable<string> signers) => _signers = signers.Select(s => s.Trim()).ToArray();

    /// <summary>Why an approval does not meet it; null when it does.</summary>
    /// <param name="approval">The approval; null when there is none.</param>
    /// <param name="failure">Why the one that is there does not count; null when nobody signed.</param>
    /// <param name="now">The time.</param>
    public AdminException? Violation(PlanApproval? approval, AdminException? failure, DateTimeOffset now)
    {
        if (approval?.Certificate is not { } certificate)
            return failure ?? NotApproved("nobody has signed it");
        if (PlanSignature.ExpiryOf(certificate, now) is { } expiry)
            return NotApproved(expiry);
        foreach (string signer in _signers)
        {
            if (ThumbprintIn(signer) is { } thumbprint)
            {
                if (Is(thumbprint, approval.Thumbprint) || Is(thumbprint, approval.Thumbprint256))
                    return null;
            }
            else if (Is(signer, certificate.Subject) || Is(signer, certificate.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, forIssuer: false)))
            {
                // Anybody can make a certificate with that name.
                return approval.IsTrusted ? null : NotApproved($"this machine does not trust the certificate of {approval}: {approval.TrustProblem}");
            }
        }

        return NotApproved($"it was signed by {approval}, and the approval of {string.Join(" or ", _signers)} is required");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" or ", _signers);

    /// <summary>The digits of a thumbprint, as programs show it: with blanks, colons, or a mark that nobody sees; null for a subject.</summary>
    private static string? ThumbprintIn(string signer)
    {
        string digits = string.Concat(signer.Where(c => !char.IsWhiteSpace(c) && c != ':' && c != '\u200E' && c != '\u200F'));
        return digits.Length is 40 or 64 && digits.All(Uri.IsHexDigit) ? digits : null;
    }

    private static bool Is(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static AdminException NotApproved(string detail) => new(ErrorCode.PlanNotApproved, ("detail", detail));
}
