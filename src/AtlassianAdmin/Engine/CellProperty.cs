using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Security;

namespace AtlassianAdmin.Engine;

/// <summary>
/// A property that stands before the one of its object and has the same value. Export-Csv would write a time in the culture of the
/// session and the type of a key: of this one it writes ISO 8601, and that there is a key.
/// </summary>
internal sealed class CellProperty : PSNoteProperty
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> OfTypes = new();

    private readonly object _owner;
    private readonly PropertyInfo _property;

    private CellProperty(object owner, PropertyInfo property)
        : base(property.Name, null)
    {
        _owner = owner;
        _property = property;
    }

    /// <inheritdoc/>
    public override bool IsSettable => false;

    /// <inheritdoc/>
    public override string TypeNameOfValue => TypeOf(_property).FullName!;

    /// <inheritdoc/>
    public override object? Value
    {
        get => _property.GetValue(_owner) switch
        {
            DateTimeOffset time => new CellValue(time, TextOf(time)),
            SecureString key => new CellValue(key, "(secret)"),
            _ => null,
        };
        set => throw new SetValueException($"{Name} cannot be set.");
    }

    /// <inheritdoc/>
    // Nothing of it changes, and PowerShell keeps a copy of each property that it is given.
    public override PSMemberInfo Copy() => this;

    /// <summary>The object with such properties for its times and keys, in the place of those that it had; the object itself where it has no times and keys.</summary>
    public static object? AddTo(object? item)
    {
        if ((item is PSObject shown ? shown.BaseObject : item) is not { } owner)
            return item;
        PropertyInfo[] properties = OfTypes.GetOrAdd(owner.GetType(), PropertiesOf);
        if (properties.Length == 0)
            return item;
        PSObject known = PSObject.AsPSObject(item);
        // Not asked whether it has them already: for a new object, that takes as long as to add them.
        PSMemberInfoCollection<PSPropertyInfo> cells = known.Properties;
        foreach (PropertyInfo property in properties)
            cells.Add(new CellProperty(owner, property), preValidated: true);
        return known;
    }

    private static PropertyInfo[] PropertiesOf(Type type) => type.Namespace?.StartsWith(nameof(AtlassianAdmin), StringComparison.Ordinal) != true ? []
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => TypeOf(p) is { } told && (told == typeof(DateTimeOffset) || told == typeof(SecureString)))
            .ToArray();

    private static Type TypeOf(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static string TextOf(DateTimeOffset time) =>
        time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
