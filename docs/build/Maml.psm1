# Writes the help file of the cmdlets. platyPS makes it, but leaves Markdown in the texts, which Get-Help would show as it is,
# puts examples where no code is looked for, and gives parameters the full names of types: that is set right here.
Set-StrictMode -Version 3.0

# What is left of 80 columns where Get-Help indents by 4 and by 8.
$wide = 75
$narrow = 71

$namespaces = @{
    maml    = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
}

<#
.SYNOPSIS
Writes the help of cmdlets as MAML.
#>
function Export-MamlFile {
    param($Help, [string] $Path)

    $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    try {
        $file = $Help | Export-MamlCommandHelp -OutputFolder $folder -Force
        $xml = [xml]::new()
        $xml.Load($file.FullName)
    }
    finally {
        Remove-Item $folder -Recurse -ErrorAction Ignore
    }

    foreach ($one in $Help) {
        $command = Find-Node $xml "/*/command:command[command:details/command:name='$($one.Title)']"
        Write-Text $command 'command:details/maml:description' $one.Synopsis -Width ([int]::MaxValue)
        Write-Text $command 'maml:description' $one.Description -Width $wide
        Write-Text $command 'maml:alertSet/maml:alert' $one.Notes
        foreach ($parameter in $one.Parameters) {
            Write-Parameter $command $parameter
        }
        for ($index = 0; $index -lt $one.Inputs.Count; $index++) {
            Write-Text $command "command:inputTypes/command:inputType[$($index + 1)]/maml:description" $one.Inputs[$index].Description
        }
        for ($index = 0; $index -lt $one.Outputs.Count; $index++) {
            Write-Text $command "command:returnValues/command:returnValue[$($index + 1)]/maml:description" $one.Outputs[$index].Description
        }
        for ($index = 0; $index -lt $one.Examples.Count; $index++) {
            Write-Example (Find-Node $command "command:examples/command:example[$($index + 1)]") $one.Examples[$index]
        }
        Repair-Link $command
    }

    $settings = [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; NewLineHandling = 'None'; Encoding = [Text.UTF8Encoding]::new($false) }
    $writer = [Xml.XmlWriter]::Create($Path, $settings)
    try {
        $xml.Save($writer)
    }
    finally {
        $writer.Dispose()
    }
}

function Write-Parameter($command, $parameter) {
    $node = Find-Node $command "command:parameters/command:parameter[maml:name='$($parameter.Name)']"
    Write-Text $node 'maml:description' $parameter.Description
    $default = $node.OwnerDocument.CreateElement('dev', 'defaultValue', $namespaces.dev)
    $default.InnerText = $parameter.DefaultValue
    $null = $node.AppendChild($default)
    # As the syntax names the type; a switch has no value in either.
    $short = Find-Node $command "command:syntax/command:syntaxItem/command:parameter[maml:name='$($parameter.Name)']/command:parameterValue" -Optional
    if ($short) {
        $value = Find-Node $node 'command:parameterValue'
        $value.InnerText = $short.InnerText
        $value.SetAttribute('variableLength', 'false')
    }
}

function Write-Example($node, $example) {
    $blocks = @(ConvertTo-HelpBlock $example.Remarks)
    $code = $blocks | Where-Object Kind -eq Code | Select-Object -First 1
    $at = $code ? $blocks.IndexOf($code) : $blocks.Count
    Write-Block (Find-Node $node 'maml:introduction') @($blocks | Select-Object -First $at) $wide
    (Find-Node $node 'dev:code').InnerText = $code ? $code.Lines -join "`n" : ''
    # Get-Help sets nothing between one example and the next.
    $gap = [pscustomobject]@{ Kind = 'Text'; Lines = @('') }
    Write-Block (Find-Node $node 'dev:remarks') (@($blocks | Select-Object -Skip ($at + 1)) + $gap) $wide
}

function Repair-Link($command) {
    foreach ($link in @($command.SelectNodes('maml:relatedLinks/maml:navigationLink | command:relatedLinks/maml:navigationLink', (Get-Manager $command)))) {
        $uri = Find-Node $link 'maml:uri'
        # A page of this folder is reached by its name; an address that is missing is none.
        if ($uri.InnerText -notmatch '^https?:') {
            $uri.InnerText = ''
        }
        if ((Find-Node $link 'maml:linkText').InnerText -eq 'Online Version' -and -not $uri.InnerText) {
            $null = $link.ParentNode.RemoveChild($link)
        }
    }
}

function Write-Text($parent, [string] $xpath, [string] $markdown, [int] $width = $narrow) {
    $node = Find-Node $parent $xpath -Optional:(-not $markdown)
    if ($node) {
        Write-Block $node @(ConvertTo-HelpBlock $markdown) $width
    }
}

function Write-Block($node, $blocks, [int] $width) {
    $node.RemoveAll()
    foreach ($block in $blocks) {
        $para = $node.OwnerDocument.CreateElement('maml', 'para', $namespaces.maml)
        $para.InnerText = @(Format-Block $block $width) -join "`n"
        $null = $node.AppendChild($para)
    }
}

function Find-Node($parent, [string] $xpath, [switch] $Optional) {
    $node = $parent.SelectSingleNode($xpath, (Get-Manager $parent))
    if (-not $node -and -not $Optional) {
        throw "The MAML that platyPS made has no $xpath."
    }
    $node
}

function Get-Manager($node) {
    $document = $node -is [xml] ? $node : $node.OwnerDocument
    $manager = [Xml.XmlNamespaceManager]::new($document.NameTable)
    foreach ($prefix in $namespaces.Keys) {
        $manager.AddNamespace($prefix, $namespaces[$prefix])
    }
    , $manager
}

Export-ModuleMember -Function Export-MamlFile
