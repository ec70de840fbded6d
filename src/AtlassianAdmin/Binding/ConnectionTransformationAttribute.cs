namespace AtlassianAdmin.Binding;

/// <summary>Lets <c>-Connection</c> take the name of an open connection of this runspace.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (DeserializedObject.Is(inputData, typeof(AtlassianConnection)))
        {
            throw new ArgumentTransformationMetadataException(
                "This is a copy of a connection, which a job, a remote session or a file made: a copy has no key. Run Connect-AtlassianOrganization in this session; inside a job, run it there.");
        }
        if (value is System.Collections.IList { Count: not 1 })
        {
            throw new ArgumentTransformationMetadataException(
                "A command works on one connection. Run it for each of them: Get-AtlassianConnection | ForEach-Object { <command> -Connection $_ }.");
        }

        if (value is not string name)
            return value;
        return RunspaceState.Of(engineIntrinsics.SessionState).Find(name)
            ?? throw new ArgumentTransformationMetadataException(
                $"No connection named '{name}' is open in this session. Get-AtlassianConnection lists the open ones; Connect-AtlassianOrganization -Name '{name}' opens one.");
    }
}
