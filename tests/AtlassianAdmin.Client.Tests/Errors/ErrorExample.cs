using System.Net.Http;
using System.Text;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>An error of the service as a document or a thread shows it, and the code that it must become.</summary>
internal sealed record ErrorExample(string Name, ApiFamily Family, string Template, int Status, string Body, string Code)
{
    /// <summary>The key that was used.</summary>
    public string Key { get; init; } = ClientUnderTest.AdminKey;

    /// <summary>Whether the key has scopes; null when the service does not show it.</summary>
    public bool? Scoped { get; init; }

    /// <summary>What the message must also hold.</summary>
    public string? Says { get; init; }

    public byte[] Bytes => Encoding.UTF8.GetBytes(Body);

    public ServiceError Read() => ServiceError.Read(Status, Bytes);

    public ApiKeyShape KeyShape
    {
        get
        {
            using ApiKey key = ClientUnderTest.Key(Key);
            return key.Shape;
        }
    }

    public ApiRequest Request() => ClientUnderTest.Request(HttpMethod.Get, Family, Template, RequestEffect.Reads);

    public override string ToString() => Name;
}
