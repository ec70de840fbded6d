using System.Text.Json.Nodes;

namespace AtlassianAdmin.Client.Audit;

/// <summary>A place that something was done from. Source: organization document, <c>location</c> of <c>GET …/events</c>.</summary>
public sealed class AuditPlace
{
    /// <summary>Makes a place.</summary>
    /// <param name="city">The city, as events tell it.</param>
    /// <param name="country">The country, as events tell it.</param>
    public AuditPlace(string city, string country)
    {
        City = city;
        Country = country;
    }

    /// <summary>The city.</summary>
    public string City { get; }

    /// <summary>The country.</summary>
    public string Country { get; }

    /// <summary>Reads a place as an event shows it, such as <c>Sydney, Australia</c>; null when it is none.</summary>
    /// <param name="text">City and country.</param>
    public static AuditPlace? Read(string text)
    {
        if (text is null)
            throw new ArgumentNullException(nameof(text));
        // A country may have a comma of its own; a city that is known here has none.
        int comma = text.IndexOf(',');
        string city = comma < 0 ? "" : text.Substring(0, comma).Trim();
        string country = comma < 0 ? "" : text.Substring(comma + 1).Trim();
        return city.Length > 0 && country.Length > 0 ? new AuditPlace(city, country) : null;
    }

    /// <summary>Places as the query takes them.</summary>
    internal static string ToJson(IEnumerable<AuditPlace> places) =>
        new JsonArray([.. places.Select(p => (JsonNode)new JsonObject { ["city"] = p.City, ["countryName"] = p.Country })]).ToJsonString();

    /// <summary>City and country.</summary>
    public override string ToString() => $"{City}, {Country}";
}
