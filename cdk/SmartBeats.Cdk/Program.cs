using Amazon.CDK;

var app = new App();
_ = new Stack(app, SmartBeats.Lambda.Names.App);
app.Synth();
