import pytest
from sop.folder import Folder


def test_a_text_must_say_something(folder: Folder) -> None:
    folder.replace("pusat/paspor.toml", 'name = { id = "KTP" }', 'name = { id = " " }')
    assert folder.told() == ["pusat/paspor.toml:7: requirement[0].name.id: empty text"]


def test_a_source_is_in_the_source_table(folder: Folder) -> None:
    folder.replace("pusat/paspor.toml", 'minutes_source = "web"', 'minutes_source = "wbe"')
    folder.replace("office.toml", "closes = 16:00", 'closes = 16:00\nsource = "web"')
    assert folder.told() == [
        "office.toml:18: hours[0].source: there is no source 'web' - add below [source]: web = \"...\"",
        "pusat/paspor.toml:26: step[1].minutes_source: there is no source 'wbe' - did you mean 'web'?",
    ]


def test_a_variation_may_name_sources_of_its_base(folder: Folder) -> None:
    patch = '\n[[patch]]\nstep = "foto"\nreason = "constraint"\nnote = { id = "x" }\nchange.source = "web"\n'
    folder.write("pusat/anak.toml", (folder.path / "pusat/anak.toml").read_text() + patch)
    step = folder.pack().sops["anak"].step("foto")
    assert step is not None
    assert step.source == "web"


@pytest.mark.parametrize("key", ["extends", "continues"])
def test_what_an_sop_leads_to_is_there(folder: Folder, key: str) -> None:
    folder.replace(
        "pusat/anak.toml",
        'extends = "paspor"',
        f'extends = "paspor"\n{key} = "papsor"'.replace('extends = "paspor"\nextends', "extends"),
    )
    line = 2 if key == "extends" else 3
    assert folder.told() == [f"pusat/anak.toml:{line}: {key}: there is no SOP 'papsor' - did you mean 'paspor'?"]


def test_no_sop_extends_or_continues_itself(folder: Folder) -> None:
    folder.replace("pusat/paspor.toml", 'life = "uji-coba"', 'continues = "anak"')
    folder.replace("pusat/anak.toml", "\n\n", '\ncontinues = "paspor"\n\n', 1)
    assert folder.told() == [
        "pusat/anak.toml:4: continues: continues comes back to this SOP",
        "pusat/paspor.toml:3: continues: continues comes back to this SOP",
    ]


def test_variations_in_a_circle_are_told_of_each(folder: Folder) -> None:
    folder.write("pusat/a.toml", 'id = "a"\nname = { id = "A" }\nextends = "b"\n')
    folder.write("pusat/b.toml", 'id = "b"\nname = { id = "B" }\nextends = "a"\n')
    folder.write("pusat/c.toml", 'id = "c"\nname = { id = "C" }\nextends = "c"\n')
    assert folder.told() == [
        "pusat/a.toml:3: extends: extends comes back to this SOP",
        "pusat/b.toml:3: extends: extends comes back to this SOP",
        "pusat/c.toml:3: extends: extends comes back to this SOP",
    ]


def test_only_a_variation_has_patches(folder: Folder) -> None:
    folder.replace("pusat/anak.toml", 'extends = "paspor"\n', "")
    told = folder.told()
    assert "pusat/anak.toml:4: patch[0]: only a variation (extends) has patches" in told
    assert "pusat/anak.toml:1: : no [[step]] yet" in told


def test_faults_that_a_patch_makes_are_told_in_the_variation(folder: Folder) -> None:
    drop = '\n[[patch]]\nstep = "cetak"\nreason = "constraint"\nnote = { id = "x" }\ndrop = true\n'
    folder.write("pusat/anak.toml", (folder.path / "pusat/anak.toml").read_text() + drop)
    assert folder.told() == [
        "pusat/anak.toml:5: patch: promise[0].to: there is no step 'cetak' - there are: nomor, periksa, foto"
    ]


def test_a_step_without_a_counter_is_told_of_the_queue(folder: Folder) -> None:
    folder.replace("office.toml", '{ service = "paspor" }', '{ service = "paspor", steps = ["foto"] }')
    assert folder.told() == ["office.toml:7: queue[0].services[0]: no counter does 'periksa' of 'paspor'"]


def test_counter_steps_of_a_broken_file_are_not_guessed_at(folder: Folder) -> None:
    folder.replace("office.toml", '{ service = "anak" }', '{ service = "anak", steps = ["terbang"] }')
    folder.replace("pusat/paspor.toml", 'id = "foto"', "id = foto")
    assert [line.split(":")[0] for line in folder.told()] == ["pusat/paspor.toml"]


def test_faults_of_a_base_are_told_of_the_base_alone(folder: Folder) -> None:
    folder.replace("pusat/paspor.toml", 'to = "cetak"', 'to = "cetakk"')
    assert folder.told() == ["pusat/paspor.toml:45: promise[0].to: there is no step 'cetakk' - did you mean 'cetak'?"]


def test_nothing_is_told_of_a_variation_whose_ground_is_broken(folder: Folder) -> None:
    folder.write("pusat/bayi.toml", 'id = "bayi"\nname = { id = "Bayi" }\nextends = "anak"\n')
    folder.write("pusat/a.toml", 'id = "a"\nname = { id = "A" }\nextends = "b"\n')
    folder.write("pusat/b.toml", 'id = "b"\nname = { id = "B" }\nextends = "b"\n')
    folder.replace("pusat/paspor.toml", 'id = "paspor"', 'id = "paspor"\nx = 1')
    assert [line.partition(": ")[0] for line in folder.told()] == ["pusat/b.toml:3", "pusat/paspor.toml:2"]


def test_the_id_of_collecting_is_the_programs_own(folder: Folder) -> None:
    folder.write("pusat/pengambilan.toml", folder.files["pusat/paspor.toml"].replace('"paspor"', '"pengambilan"', 1))
    assert folder.told() == [
        "pusat/pengambilan.toml:1: id: id 'pengambilan' is the program's own, for collection - choose another"
    ]
