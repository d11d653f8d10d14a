import Experiments
import Numeric
import Oversampling
import Tabular

/// What every synthetic row was made from, as CSV: a line per synthetic row of the release.
struct ParentTable {
  private let publication: Publication
  private let data: PreparedData

  init(_ publication: Publication, _ data: PreparedData) {
    self.publication = publication
    self.data = data
  }

  /// Rows of the file from 0. A parent that is a group of records lists them with `+` between;
  /// `further` is `row*weight`, with `;` between; a step that differs from column to column is empty.
  var text: String {
    var text = "base,neighbor,step,further\n"
    for parentage in publication.synthetic.parents {
      let step = parentage.step.isNaN ? "" : NumberText.shortest(parentage.step)
      let further = parentage.further.map {
        "\(rows($0.row))*\(NumberText.shortest($0.weight))"
      }
      text += "\(rows(parentage.base)),\(rows(parentage.neighbor)),\(step),"
      text += further.joined(separator: ";") + "\n"
    }
    return text
  }

  private func rows(_ parent: Int32) -> String {
    publication.dataRows(ofParent: parent).map { "\(data.sourceRows[$0])" }
      .joined(separator: "+")
  }
}
