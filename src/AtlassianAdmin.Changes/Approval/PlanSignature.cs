using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using AtlassianAdmin.Changes.Files;

namespace AtlassianAdmin.Changes.Approval;

/// <summary>The detached signature of a plan's file, as CMS (RFC 5652) in DER: <c>openssl cms -verify -binary -inform DER</c> checks it, too.</summary>
public static class PlanSignature
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string RevocationList = "2.5.29.31";

    // Weaker digests than these could stand for another plan, too.
    private static readonly string[] Digests = [Sha256, "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    /// <summary>Where the signature of a file is, unless another place is named.</summary>
    public static string PathOf(string file) => file + ".p7s";

    /// <summary>Signs the content of a file.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="certificate">The certificate, with its private key.</param>
    /// <param name="now">The time by this machine's clock.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.CertificateUnusable"/>.</exception>
    public static byte[] Sign(byte[] content, X509Certificate2 certificate, DateTimeOffset now)
    {
        _ = certificate ?? throw new ArgumentNullException(nameof(certificate));
        if (!certificate.HasPrivateKey)
            throw new AdminException(ErrorCode.CertificateUnusable, ("detail", $"the private key of {certificate.Subject} is not here"));
        if (ExpiryOf(certificate, now) is { } problem)
            throw new AdminException(ErrorCode.CertificateUnusable, ("detail", problem));
        try
        {
            var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
            {
                DigestAlgorithm = new Oid(Sha256),
                IncludeOption = certificate.Subject == certificate.Issuer ? X509IncludeOption.EndCertOnly : X509IncludeOption.ExcludeRoot,
            };
            signer.SignedAttributes.Add(new Pkcs9SigningTime(now.UtcDateTime));
            var cms = new SignedCms(new ContentInfo(content), detached: true);
            // A smart card may ask for its PIN.
            cms.ComputeSignature(signer, silent: false);
            return cms.Encode();
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException or NotSupportedException)
        {
            throw new AdminException(ErrorCode.CertificateUnusable, e, ("detail", e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Writes a signature.</summary>
    /// <param name="path">The file of the signature.</param>
    /// <param name="signature">What <see cref="Sign"/> made.</param>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanUnusable"/> when it cannot be written.</exception>
    public static void Write(string path, byte[] signature)
    {
        try
        {
            AtomicFile.Write(path, file => file.Write(signature, 0, signature.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new AdminException(ErrorCode.PlanUnusable, e, ("detail", e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Finds out who signed that very content.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="path">The file of the signature.</param>
    /// <param name="now">The time.</param>
    /// <returns>Who did.</returns>
    /// <exception cref="AdminException"><see cref="ErrorCode.PlanNotApproved"/> when it is no signature, or one of another content.</exception>
    public static PlanApproval Verify(byte[] content, string path, DateTimeOffset now)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(content), detached: true);
            cms.Decode(File.ReadAllBytes(path));
            if (cms.SignerInfos.Count != 1 || cms.SignerInfos[0] is not { Certificate: { } certificate } signer || !Digests.Contains(signer.DigestAlgorithm.Value))
                throw NotApproved($"{path} is no signature with SHA-256 or better by one signer whose certificate is in it");
            signer.CheckSignature(verifySignatureOnly: true);
            return Describe(signer, certificate, cms.Certificates, path, now);
        }
        catch (CryptographicException e)
        {
            throw new AdminException(ErrorCode.PlanNotApproved, e, ("detail", $"the signature in {path} does not fit: the plan was changed after it was approved, or it is no signature of it"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new AdminException(ErrorCode.PlanNotApproved, e, ("detail", e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Why a certificate does not count at that time; null when it does.</summary>
    internal static string? ExpiryOf(X509Certificate2 certificate, DateTimeOffset now) =>
        now < certificate.NotBefore ? $"the certificate of {certificate.Subject} is not valid yet"
        : now > certificate.NotAfter ? $"the certificate of {certificate.Subject} has expired"
        : null;

    private static PlanApproval Describe(SignerInfo signer, X509Certificate2 certificate, X509Certificate2Collection others, string path, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.ExtraStore.AddRange(others);
        // Where the certificate names no list of revoked ones, there is none to ask.
        chain.ChainPolicy.RevocationMode = certificate.Extensions[RevocationList] is null ? X509RevocationMode.NoCheck : X509RevocationMode.Online;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        bool isTrusted = chain.Build(certificate);
        return new PlanApproval
        {
            Signer = certificate.Subject,
            Thumbprint = certificate.Thumbprint,
            Certificate = certificate,
            SignedAt = signer.SignedAttributes.Cast<CryptographicAttributeObject>().SelectMany(a => a.Values.Cast<AsnEncodedData>()).OfType<Pkcs9SigningTime>()
                .Select(t => (DateTimeOffset?)new DateTimeOffset(DateTime.SpecifyKind(t.SigningTime, DateTimeKind.Utc))).FirstOrDefault(),
            Chain = chain.ChainElements.Cast<X509ChainElement>().Select(e => $"{e.Certificate.Subject} ({e.Certificate.Thumbprint})").ToList(),
            IsTrusted = isTrusted,
            TrustProblem = isTrusted ? null : string.Join("; ", chain.ChainStatus.Select(s => s.StatusInformation.Trim().TrimEnd('.')).Where(s => s.Length > 0).Distinct()),
            SignaturePath = path,
        };
    }

    private static AdminException NotApproved(string detail) => new(ErrorCode.PlanNotApproved, ("detail", detail));
}
