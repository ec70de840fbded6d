namespace AtlassianAdmin.Binding;

/// <summary>Recognizes what went through a job, a remote session or a file: a copy of the properties of an object, and no longer the object.</summary>
internal static class DeserializedObject
{
    private const string Prefix = "Deserialized.";

    /// <summary>True for a copy of an object of that type.</summary>
    public static bool Is(object? value, Type type) =>
        value is not null && PSObject.AsPSObject(value).TypeNames.Contains(Prefix + type.FullName, StringComparer.OrdinalIgnoreCase);
}
