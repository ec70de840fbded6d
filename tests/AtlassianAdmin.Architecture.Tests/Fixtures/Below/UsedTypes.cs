namespace AtlassianAdmin.Architecture.Tests.Fixtures.Below;

// One type for each way in which a type can use another.
internal class AsBase;

internal interface IAsInterface;

[AttributeUsage(AttributeTargets.All)]
internal sealed class AsAttributeAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

internal sealed class InAnAttribute;

internal sealed class AsField;

internal abstract class AsConstraint;

internal sealed class AsParameter;

internal sealed class AsResult;

internal sealed class AsTypeArgument;

internal sealed class AsArray;

internal sealed class AsNestedFromOutside
{
    internal sealed class Inner;
}

internal static class AsCallee
{
    public static void Call()
    {
    }
}

internal sealed class InATypeTest;

internal sealed class InALambda;

internal sealed class InAnIterator;

internal sealed class InAnAsyncMethod;

internal sealed class AsMethodArgument;

internal sealed class AsCaughtException : Exception;
