namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>Every error body that the reference and the vendor's documents show, family by family.</summary>
internal static partial class ErrorExamples
{
    public static IReadOnlyList<ErrorExample> All { get; } =
        [.. UserManagement(), .. Organization(), .. Scim(), .. Site(), .. Anywhere()];

    public static ErrorExample Find(string name) => All.Single(e => string.Equals(e.Name, name, StringComparison.Ordinal));
}
