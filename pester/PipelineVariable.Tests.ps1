# Each row keeps its own data: nothing is read ahead where an upstream command has -PipelineVariable, and what comes out of a row names it.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox -Name 'rows'
    Connect-AtlassianScimDirectory
    $script:Path = Join-Path $TestDrive 'hr.csv'
    @'
Name,Work Email,JobTitle
Mia Active,mia.active@example.com,Pilot
Many Tokens,many.tokens@example.com,Baker
Alex Kim,alex.kim@example.com,Nurse
'@ | Set-Content $Path

    # Emits its rows from a script block of its own.
    function Get-Row {
        [CmdletBinding()]
        param([Parameter(ValueFromPipeline)] $InputObject)
        process { $InputObject }
    }

    $script:Wanted = 'mia.active@example.com=Pilot', 'many.tokens@example.com=Baker', 'alex.kim@example.com=Nurse'
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'An upstream -PipelineVariable' {
    It 'has the row of the person: <What>' -ForEach @(
        @{ What = 'from the issue'; Run = { Import-Csv $Path -PipelineVariable row | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'by its alias'; Run = { Import-Csv $Path -pv row | Get-AtlassianUserProfile | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'with a colon'; Run = { Import-Csv $Path -PipelineVariable:row | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'shortened'; Run = { Import-Csv $Path -PipelineV row | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'in another case'; Run = { Import-Csv $Path -PIPELINEVARIABLE row | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'over several lines'; Run = {
                Import-Csv $Path -PipelineVariable row |
                    Get-AtlassianUser |
                    ForEach-Object { "$($_.Email)=$($row.JobTitle)" }
            }
        }
        @{ What = 'of a function'; Run = { Import-Csv $Path | Get-Row -PipelineVariable row | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'of ForEach-Object'; Run = { Import-Csv $Path | ForEach-Object -PipelineVariable row { $_ } | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'assigned to a variable'; Run = { $all = Import-Csv $Path -PipelineVariable row | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" }; $all } }
        @{ What = 'of one of our cmdlets'; Run = { 'mia.active@example.com', 'many.tokens@example.com', 'alex.kim@example.com' | Get-AtlassianUser -PipelineVariable row | Get-AtlassianUserProfile | ForEach-Object { "$($row.Email)=$(@{ 'mia.active@example.com' = 'Pilot'; 'many.tokens@example.com' = 'Baker'; 'alex.kim@example.com' = 'Nurse' }[$_.Email])" } } }
        @{ What = 'before two of our cmdlets'; Run = { Import-Csv $Path -PipelineVariable row | Get-AtlassianUser | Get-AtlassianUserProfile | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'before a change'; Run = { Import-Csv $Path -PipelineVariable row | Set-AtlassianUserProfile -Nickname Zed -PassThru -Confirm:$false | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
        @{ What = 'of a command in parentheses'; Run = { (Import-Csv $Path) | ForEach-Object { $_ } -pv row | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" } } }
    ) {
        & $Run | Should -Be $Wanted
    }

    It 'gives everybody the title of the own row' {
        Import-Csv $Path -PipelineVariable row | Get-AtlassianUser | ForEach-Object { Set-AtlassianUserProfile $_ -JobTitle $row.JobTitle -Confirm:$false }
        'mia.active@example.com', 'many.tokens@example.com', 'alex.kim@example.com' | Get-AtlassianUserProfile | ForEach-Object { "$($_.Email)=$($_.JobTitle)" } | Should -Be $Wanted
    }

    It 'is seen in a script file and in a shell of its own' {
        $script = Join-Path $TestDrive 'titles.ps1'
        'param($Path) Import-Csv $Path -PipelineVariable row | Get-AtlassianUser | ForEach-Object { "$($_.Email)=$($row.JobTitle)" }' | Set-Content $script
        & $script $Path | Should -Be $Wanted
        $shell = New-Shell
        try {
            Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; & '$script' '$Path'" | Should -Be $Wanted
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'makes nobody slower where there is none: <What>' -ForEach @(
        @{ What = 'plainly'; Run = { 'mia.active@example.com', 'many.tokens@example.com' | Get-AtlassianUser } }
        @{ What = 'with a word that only looks like it'; Run = { 'mia.active@example.com', 'many.tokens@example.com' | Get-AtlassianUser | Where-Object { 'x-pvc' -ne '-private' } } }
        @{ What = 'of a pipeline around'; Run = { 1 | ForEach-Object -PipelineVariable n { $_ } | ForEach-Object { 'mia.active@example.com', 'many.tokens@example.com' | Get-AtlassianUser } } }
    ) {
        @(Get-Request { & $Run }) | Where-Object { $_ -match 'users/search' } | Should -HaveCount 1
    }
}

Describe 'What comes out of a piped row' {
    It 'has Input as text, the cell that names the person: <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Get-AtlassianUser' }
        @{ Cmdlet = 'Get-AtlassianUserProfile' }
        @{ Cmdlet = 'Get-AtlassianUserActivity' }
        @{ Cmdlet = 'Get-AtlassianUserRole' }
        @{ Cmdlet = 'Get-AtlassianUserToken' }
        @{ Cmdlet = 'Get-AtlassianUserPermission' }
    ) {
        $rows = Import-Csv $Path
        $found = @($rows | & $Cmdlet)
        $found.Count | Should -BeGreaterThan 0
        foreach ($one in $found) {
            $one.Input | Should -BeOfType ([string])
            $one.Input | Should -BeIn $rows.'Work Email'
        }
        @($found.Input | Sort-Object -Unique) | Should -Not -Contain $null
    }

    It 'has it for changes, and can be joined: <What>' -ForEach @(
        @{ What = 'by address'; Row = { @{ 'Work Email' = $_.Email; JobTitle = 'Cook' } }; Key = 'Work Email' }
        @{ What = 'by id'; Row = { @{ 'Atlassian ID' = $_.AccountId; JobTitle = 'Cook' } }; Key = 'Atlassian ID' }
        @{ What = 'by a German header'; Row = { @{ 'E-Mail' = $_.Email; Abteilung = 'Kueche' } }; Key = 'E-Mail' }
    ) {
        $rows = 'mia.active@example.com', 'alex.kim@example.com' | Get-AtlassianUser | ForEach-Object { [pscustomobject](& $Row) }
        $byInput = @{}
        $rows | Disable-AtlassianUser -WhatIf -PassThru | ForEach-Object { $byInput[$_.Input] = $_ }
        $rows | Get-AtlassianUser | ForEach-Object { $byInput[$_.Input].AccountId | Should -Be $_.AccountId }
        foreach ($one in $rows) {
            $byInput[$one.$Key] | Should -Not -BeNullOrEmpty
        }
    }

    It 'is nothing that a text, or an object, did not bring' {
        (Get-AtlassianUser mia.active@example.com).PSObject.Properties['Input'] | Should -BeNullOrEmpty
        (Get-AtlassianUser mia.active@example.com | Get-AtlassianUserProfile).PSObject.Properties['Input'] | Should -BeNullOrEmpty
    }
}
