using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Session;

/// <summary>Tells from which organization an object comes: of this module, out of a job or a file, or a row with the column OrganizationId.</summary>
internal static class ObjectOrigin
{
    private const string Column = "OrganizationId";
    private const string Deserialized = "Deserialized.AtlassianAdmin.";

    // Ids of organizations are written as UUIDs are, and not all of them are hexadecimal. In a list of people the column may hold anything.
    private static readonly Regex Id = new(
        @"\A[0-9a-z]{8}(-[0-9a-z]{4}){3}-[0-9a-z]{12}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Where an object comes from; null when it does not say.</summary>
    public static OrganizationOrigin? Of(object? given)
    {
        object? bare = given is PSObject wrapped ? wrapped.BaseObject : given;
        if (bare is IOrganizationObject { Origin: { } origin })
            return origin;
        if (bare is null or string)
            return null;
        string? id = ReadId(given!);
        return id is not null && (IsOurs(given!, bare) || IsId(id)) ? new OrganizationOrigin(id, address: null) : null;
    }

    /// <summary>True for what has the form of the id of an organization.</summary>
    public static bool IsId(string text) => Id.IsMatch(text);

    private static string? ReadId(object row)
    {
        try
        {
            object? value = row is System.Collections.IDictionary { } columns
                ? columns.Keys.OfType<string>().Where(k => string.Equals(k, Column, StringComparison.OrdinalIgnoreCase)).Select(k => columns[k]).FirstOrDefault()
                : PSObject.AsPSObject(row).Properties[Column]?.Value;
            string? text = value?.ToString()?.Trim();
            return string.IsNullOrEmpty(text) ? null : text;
        }
        catch (GetValueException)
        {
            // A script property that fails says nothing.
            return null;
        }
    }

    private static bool IsOurs(object given, object bare) =>
        bare.GetType().Assembly.GetName().Name!.StartsWith("AtlassianAdmin", StringComparison.Ordinal)
        || PSObject.AsPSObject(given).TypeNames.Any(name => name.StartsWith(Deserialized, StringComparison.Ordinal));
}
