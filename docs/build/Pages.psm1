# Writes into the pages what the module itself knows. Not in strict mode: New-CommandHelp of platyPS 1.0 does not work in it.

$utf8 = [Text.UTF8Encoding]::new($false)

<#
.SYNOPSIS
Brings the page of each cmdlet up to date and returns the help that it holds.
#>
function Sync-CmdletPage {
    param([psmoduleinfo] $Module, [string] $Path)

    $commands = @($Module.ExportedCmdlets.Values | Sort-Object Name)
    $stale = @(Get-ChildItem $Path -Filter *.md | Where-Object BaseName -notin $commands.Name)
    if ($stale) {
        throw "There is no cmdlet for $($stale.Name -join ', '): remove the page, or export the cmdlet."
    }

    foreach ($command in $commands) {
        $page = Join-Path $Path "$($command.Name).md"
        # Update-CommandHelp would add its own words to those of the page.
        $help = Get-Fact $command
        if (Test-Path $page) {
            Copy-Word (Import-MarkdownCommandHelp -Path $page) $help
        }
        Save-Page $help $page
        # Read again, so that the help is made of what the page says.
        Import-MarkdownCommandHelp -Path $page
    }
}

<#
.SYNOPSIS
What the cmdlet itself knows: syntax, parameters, the types it takes and returns.
#>
function Get-Fact($command) {
    $help = New-CommandHelp -CommandInfo $command
    # platyPS knows neither of a cmdlet in an assembly.
    $help.HasCmdletBinding = $true
    foreach ($syntax in $help.Syntax) {
        $syntax.HasCmdletBinding = $true
    }
    # The module exports no alias.
    $help.AliasHeaderFound = $true
    $help.Aliases = ''
    foreach ($parameter in $help.Parameters) {
        $set = $command.Parameters[$parameter.Name].Attributes | Where-Object { $_ -is [ValidateSet] }
        if ($set) {
            $parameter.AcceptedValues.AddRange([string[]] $set.ValidValues)
        }
    }
    foreach ($list in $help.Inputs, $help.Outputs) {
        $null = $list.RemoveAll({ param($type) $type.Typename -eq 'System.Void' })
        if ($list.Count -eq 0) {
            $list.Add([Microsoft.PowerShell.PlatyPS.Model.InputOutput]::new('None', '{{ Fill in the Description }}'))
        }
    }
    $help
}

function Copy-Word($page, $help) {
    foreach ($text in 'Synopsis', 'Description', 'Notes') {
        $help.$text = $page.$text
    }
    foreach ($list in 'Examples', 'RelatedLinks') {
        $help.$list.Clear()
        $page.$list | ForEach-Object { $help.$list.Add($_) }
    }
    foreach ($words in Select-Partner $page.Title '-' $page.Parameters $help.Parameters Name) {
        $words.Fact.Description = $words.Page.Description
        $words.Fact.DefaultValue = $words.Page.DefaultValue
    }
    foreach ($words in (Select-Partner $page.Title 'input ' $page.Inputs $help.Inputs Typename), (Select-Partner $page.Title 'output ' $page.Outputs $help.Outputs Typename)) {
        $words | ForEach-Object { $_.Fact.Description = $_.Page.Description }
    }
}

function Select-Partner([string] $title, [string] $what, $ofPage, $facts, [string] $name) {
    foreach ($one in $ofPage) {
        $fact = $facts | Where-Object $name -eq $one.$name
        if (-not $fact) {
            throw "$title has no $what$($one.$name): remove it from the page, or rename it there."
        }
        [pscustomobject]@{ Page = $one; Fact = $fact }
    }
}

function Save-Page($help, [string] $page) {
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    try {
        $text = Get-Content -Raw ($help | Export-MarkdownCommandHelp -OutputFolder $folder -Encoding $utf8 -Force)
        # The date of the last run says nothing, and would change every page each day.
        $text = ($text -replace '(?m)^ms\.date:.*\r?\n').Replace("`r`n", "`n").TrimEnd() + "`n"
        [IO.File]::WriteAllText($page, $text, $utf8)
    }
    finally {
        Remove-Item $folder -Recurse -ErrorAction Ignore
    }
}

<#
.SYNOPSIS
Writes every code of the catalogue into the page, after its introduction.
#>
function Sync-ErrorPage {
    param([string] $Path)

    $marker = '<!-- From here on written by docs/build-help.ps1 out of the error catalogue. -->'
    $text = Get-Content -Raw $Path
    $end = $text.IndexOf($marker, [StringComparison]::Ordinal)
    if ($end -lt 0) {
        throw "The page '$Path' has lost its line '$marker'."
    }
    $lines = @($text.Substring(0, $end) + $marker) + @(
        foreach ($definition in [AtlassianAdmin.Client.Errors.ErrorCatalogue]::All) {
            "`n### $($definition.Code)`n"
            (ConvertTo-MarkdownText $definition.Meaning) + "`n"
            "- What to do: $(ConvertTo-MarkdownText $definition.Remedy)"
            "- Error category: $($definition.Kind)"
        }
    )
    [IO.File]::WriteAllText($Path, (($lines -join "`n") + "`n"), $utf8)
}

function ConvertTo-MarkdownText([string] $text) {
    # What is typed literally must not be taken for markup.
    $text -replace '([*_`\[\]\\])', '\$1' -replace '(https://[^\s<]*<[\w -]+>[^\s)]*|\{\w+\}|<[\w -]+>)', '`$1`'
}

Export-ModuleMember -Function Sync-CmdletPage, Sync-ErrorPage
