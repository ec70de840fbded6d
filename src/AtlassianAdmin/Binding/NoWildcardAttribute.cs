namespace AtlassianAdmin.Binding;

/// <summary>Refuses a * where there are no wildcards: the service would look for the character itself and find nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NoWildcardAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        string text = element?.ToString() ?? "";
        if (text.IndexOf('*') >= 0)
            throw new ValidationMetadataException($"There are no wildcards here, and nothing matches '{text}'. Leave the * out.");
    }
}
