using System.Security.Cryptography;
using System.Text;

namespace AtlassianAdmin.Client.Http;

/// <summary>Digests that mean something only within this process, so that a memory dump or a log cannot confirm a guessed key.</summary>
internal static class ProcessSalt
{
    private static readonly byte[] Salt = MakeSalt();

    public static string Digest(string text)
    {
        using var hmac = new HMACSHA256(Salt);
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static byte[] MakeSalt()
    {
        var salt = new byte[32];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(salt);
        return salt;
    }
}
