namespace AtlassianAdmin.Binding;

/// <summary>Takes change objects, and says of copies of them what to do instead.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ChangeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (LanguagePrimitives.GetEnumerable(inputData)?.Cast<object>() ?? [inputData]).Any(one => DeserializedObject.Is(one, typeof(Change)))
            ? throw new ArgumentTransformationMetadataException(
                "This is a copy of a change, which a job, a remote session or a file made: what was asked is lost. Run the command with -WhatIf -PassThru and New-AtlassianPlan in the same session.")
            : inputData;
}
