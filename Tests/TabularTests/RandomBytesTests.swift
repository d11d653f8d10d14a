import Tabular
import Testing

/// Whatever the bytes, reading ends with a table or with an explanation. Each seed is a run of its
/// own, so that a failure can be repeated.
@Suite struct RandomBytesTests {
  static let inputsPerSeed = 500
  static let seeds = Array(1...24) as [UInt64]

  @Test(arguments: seeds) func readingNeverCrashes(_ seed: UInt64) throws {
    var random = TestRandom(seed)
    for _ in 0..<Self.inputsPerSeed {
      let input = RandomFile.make(&random)
      do {
        let result = try readBytes(input.bytes, name: input.name, options: input.options)
        #expect(result.dataset.rowCount > 0)
        #expect(result.dataset.columns.allSatisfy { $0.count == result.dataset.rowCount })
      } catch let error as ReadError {
        #expect(error.file == input.name)
        #expect(!error.found.isEmpty)
        #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
      }
    }
  }
}

/// Files that are nearly right, or not at all.
private enum RandomFile {
  struct Input {
    var bytes: [UInt8]
    let name: String
    let options: ReadOptions
  }

  static let csv = #"""
    id,name,score,when,ok,target
    1,"Smith, Ann",1.25,2020-01-02,yes,0
    2,"say ""x""",-3e-5,,no,1
    3,plain,?,2020-01-03,yes,0
    4,"two
    lines",1234567890.123456789,x,no,1
    """#
  static let arff = #"""
    % comment
    @relation 'r s'
    @attribute a real [0.0, 1.0]
    @attribute b {x, 'y z', "w"}
    @attribute c string
    @attribute d date
    @inputs a, b
    @outputs b
    @data
    0.5, x, 'it\'s', 2020
    ?, 'y z', <null>, ?
    {0 0.25, 2 text}
    """#
  static let semicolons = "a;b;c\n1,5;x;0\n2,25;y;1\n"
  static let array = NumPyFiles.array(
    "'<f8'", shape: "(3, 2)", data: NumPyFiles.bytes([1, 2, 3, 4, 5, 6]))
  static let stored = NumPyFiles.archive([
    ("data.npy", array),
    ("label.npy", NumPyFiles.array("'|u1'", shape: "(3,)", data: [0, 1, 0])),
  ])
  static let seeds: [[UInt8]] = [
    Array(csv.utf8), Array(arff.utf8), Array(semicolons.utf8), array, stored,
    NumPyFiles.compressed,
  ]
  static let prefixes: [[UInt8]] = [
    [], [0xef, 0xbb, 0xbf], [0x93] + Array("NUMPY\u{1}\u{0}".utf8), [0x50, 0x4b, 3, 4],
    Array("@relation r\n@attribute a real\n@data\n".utf8), Array("sep=;\n".utf8),
    Array("a,b\n".utf8), [0xff, 0xfe], [0x1f, 0x8b],
  ]
  static let telling: [UInt8] = Array("\"',;\t|\r\n 0123456789.-+eE{}[]()@%?\\_aNx".utf8)
  static let names = ["t.csv", "t.tsv", "t.arff", "t.dat", "t.npy", "t.npz", "t"]

  static func make(_ random: inout TestRandom) -> Input {
    var bytes: [UInt8]
    switch random.next() % 4 {
    case 0: bytes = noise(&random)
    case 1: bytes = spliced(&random)
    default:
      bytes = pick(seeds, &random)
      for _ in 0...(random.next() % 6) { mutate(&bytes, &random) }
    }
    return Input(bytes: bytes, name: pick(names, &random), options: options(&random))
  }

  private static func options(_ random: inout TestRandom) -> ReadOptions {
    guard random.next() % 4 == 0 else { return ReadOptions() }
    return ReadOptions(
      format: pick([nil, .delimited, .arff, .npy, .npz], &random),
      delimiter: pick([nil, ",", ";", "\t", " ", "é", "a"], &random),
      decimalMark: pick([nil, .point, .comma], &random),
      hasHeader: pick([nil, true, false], &random), missing: pick([[], ["", "x", "1"]], &random),
      target: pick([nil, "target", "b", "x0"], &random))
  }

  private static func noise(_ random: inout TestRandom) -> [UInt8] {
    let useful = random.next() % 3 != 0
    let count = Int(random.next() % 200)
    return pick(prefixes, &random)
      + (0..<count).map { _ in useful ? pick(telling, &random) : UInt8(random.next() & 0xff) }
  }

  private static func spliced(_ random: inout TestRandom) -> [UInt8] {
    let first = pick(seeds, &random)
    let second = pick(seeds, &random)
    let cut = Int(random.next() % UInt64(first.count + 1))
    let from = Int(random.next() % UInt64(second.count + 1))
    return Array(first.prefix(cut)) + second.dropFirst(from)
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout TestRandom) {
    guard !bytes.isEmpty else { return }
    let index = Int(random.next() % UInt64(bytes.count))
    let length = min(bytes.count - index, Int(random.next() % 12) + 1)
    switch random.next() % 6 {
    case 0: bytes[index] ^= 1 << UInt8(random.next() % 8)
    case 1: bytes[index] = pick(telling, &random)
    case 2: bytes.removeSubrange(index..<index + length)
    case 3: bytes.insert(contentsOf: bytes[index..<index + length], at: index)
    case 4: bytes.removeSubrange(index...)
    default: bytes.replaceSubrange(index..<index + length, with: [0xff, 0xff, 0xff, 0xff])
    }
  }

  private static func pick<Element>(_ list: [Element], _ random: inout TestRandom) -> Element {
    list[Int(random.next() % UInt64(list.count))]
  }
}
