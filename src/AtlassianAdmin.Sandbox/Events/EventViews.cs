using System.Text.Json;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Audit;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Sandbox.Audit;

namespace AtlassianAdmin.Sandbox.Events;

/// <summary>How an event looks, in the client's own models.</summary>
internal static class EventViews
{
    private const string OrganizationName = "Sandbox Company";

    public static AuditEvent Event(SandboxCall call, SandboxEvent entry, bool withProcessing)
    {
        string organization = $"/admin/v1/orgs/{Uri.EscapeDataString(call.Segments[3])}";
        return new AuditEvent
        {
            EventId = entry.EventId,
            Type = "events",
            Attributes = new AuditEventAttributes
            {
                Time = entry.Time,
                ProcessedAt = withProcessing ? entry.ProcessedAt : null,
                Action = entry.Action.Id,
                Actor = new AuditActor
                {
                    AccountId = entry.Actor.AccountId,
                    Name = entry.Actor.Name,
                    Email = entry.Actor.Email,
                    Authentication = entry.Key is { } key ? new AuditAuthentication { Type = "api-token", TokenId = key.KeyId, TokenLabel = key.Label } : null,
                },
                Context = entry.Targets.Select(Object).ToArray(),
                Container = [Object(entry.Action.Product is { } product ? new AuditTarget("products", product, null) : new AuditTarget("organization", call.Segments[3], OrganizationName))],
                Location = new AuditLocation { IPAddress = entry.Place.Address, City = entry.Place.City, CountryName = entry.Place.Country, Geo = entry.Place.Geo },
            },
            MessageContent = new AuditMessage { Content = Sentence(entry), Format = "simple" },
            Links = new PageLinks { Self = call.AddressOf($"{organization}/events/{entry.EventId}") },
        };
    }

    private static AuditObject Object(AuditTarget target)
    {
        var attributes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (target.Name is { } name)
            attributes["name"] = JsonSerializer.SerializeToElement(name, WireJson.Wire.String);
        if (target.Email is { } email)
            attributes["email"] = JsonSerializer.SerializeToElement(email, WireJson.Wire.String);
        return new AuditObject { ObjectId = target.Id, Type = target.Type, Fields = attributes };
    }

    private static string Sentence(SandboxEvent entry) =>
        $"{entry.Actor.Name}: {entry.Action.DisplayName}" + string.Concat(entry.Targets.Select(target => $", {target.Name ?? target.Email ?? target.Id}"));
}
