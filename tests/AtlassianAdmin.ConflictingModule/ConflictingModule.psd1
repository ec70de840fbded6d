@{
    RootModule           = 'ConflictingModule.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = '6a8a4f2e-6c0b-4c55-9d3f-0f3f2d1b7c11'
    Author               = 'AtlassianAdmin contributors'
    Description          = 'Plays a module of somebody else that brings libraries which AtlassianAdmin brings too. A fixture of the isolation tests.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    CmdletsToExport      = @('Use-OtherLibrary')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
}
